using System.Runtime.InteropServices;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.LabelStudio.Backend;
using NoisyLabels.Server.Http;
using NoisyLabels.Server.Projects;

namespace NoisyLabels.Server.Backend;

/// <summary><c>POST /train</c>: Start Training of Label Studio up to 1.11, all annotated tasks in the body.</summary>
internal static class TrainEndpoint
{
    private const int TasksAtOnce = 1000;

    public static async Task<IResult> HandleAsync(HttpContext context, ProjectGate projects, TimeProvider time)
    {
        var receivedAt = time.GetUtcNow();
        RequestBody.Allow(context, RequestBody.AllTasks);
        var reading = await TrainRequest.ReadAsync(
            context.Request.Body, RequestBody.AllTasks, context.RequestAborted);
        if (!reading.IsMessage)
        {
            return new Refusal(StatusCodes.Status400BadRequest, reading.Problem);
        }

        var request = reading.Message;
        if (request.Project is null)
        {
            return BackendAnswer.Json(new Acknowledgement(
                Detail: "The body of /train names no \"project\", so nothing is trained."));
        }

        var key = await projects.KeyAsync(InstanceName.Of(context), request.Project);
        var project = projects.Project(key);
        foreach (var tasks in request.Tasks.Chunk(TasksAtOnce))
        {
            await project.DeliverTasks(new TaskDelivery(
                ImmutableCollectionsMarshal.AsImmutableArray(tasks),
                request.LabelConfig,
                AnnotationsAreComplete: true,
                receivedAt));
        }

        var training = await project.RequestTraining(new TrainingRequest("Start Training", IsForced: true));
        return BackendAnswer.Json(new Acknowledgement(
            Job: training.Run is { } run ? JobName.Of(key, run) : null,
            Detail: training.Sentence));
    }
}
