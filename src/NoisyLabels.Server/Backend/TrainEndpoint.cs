using NoisyLabels.Contracts.Projects;
using NoisyLabels.Contracts.Training;
using NoisyLabels.LabelStudio.Backend;
using NoisyLabels.LabelStudio.Records;
using NoisyLabels.Server.Hosting;

namespace NoisyLabels.Server.Backend;

/// <summary><c>POST /train</c>: Start Training of Label Studio up to 1.11, all annotated tasks in one body.</summary>
internal sealed class TrainEndpoint(ProjectFinder finder)
{
    private const int Chunk = 200;

    public async Task<IResult> HandleAsync(HttpRequest request, string? instance)
    {
        var reading = await TrainRequest.ReadAsync(
            request.Body, HostingExtensions.MostBytes, request.HttpContext.RequestAborted);
        if (!reading.IsMessage)
        {
            return SentenceResult.Refused(reading.Problem);
        }

        var train = reading.Message;
        if (await finder.FindAsync(instance, train.Project) is not { } key)
        {
            return SentenceResult.Refused("The body of /train names no \"project\".");
        }

        var project = finder.Grain(key);
        foreach (var chunk in train.Tasks.Chunk(Chunk))
        {
            await project.DeliverTasks(
                new TaskDelivery(TaskBatch.Write(chunk), train.LabelConfig, AnnotationsAreComplete: true));
        }

        var reply = await project.RequestTraining(new TrainingRequest("Start Training", IsForced: true));
        return BackendEndpoints.Json(new TrainResponse(reply.Run?.ToString("N")));
    }
}
