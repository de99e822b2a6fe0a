using System.Text.Json;
using NoisyLabels.LabelStudio.Backend;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.Server.Hosting;
using NoisyLabels.Server.Projects;

namespace NoisyLabels.Server.Backend;

/// <summary>
/// <c>POST /predict</c>: one entry for each task, in order, valid for the configuration of the request. One task left
/// out, or one entry that Label Studio does not like, and it drops all of them without a word.
/// </summary>
internal static class PredictEndpoint
{
    private const int TasksAtOnce = 256;

    public static async Task<IResult> HandleAsync(
        HttpContext context, ProjectGate projects, Prediction prediction, TaskDeliveries deliveries, BackendMeter meter)
    {
        var body = await RequestBody.ReadAsync(context, RequestBody.Tasks);
        var reading = PredictRequest.Read(body);
        if (!reading.IsMessage)
        {
            return new Refusal(StatusCodes.Status400BadRequest, reading.Problem);
        }

        var request = reading.Message;
        if (request.Project is null || request.Tasks.Count == 0)
        {
            var nothing = PredictResult.Nothing(ModelVersions.NoModel);
            return BackendAnswer.Json(new PredictResponse([.. request.Tasks.Select(_ => nothing)]));
        }

        var key = projects.Key(InstanceName.Of(context), request.Project);
        if (Cut(body) is not { } lists || lists.Count != request.Tasks.Count)
        {
            return new Refusal(StatusCodes.Status400BadRequest, "The body of /predict has no list \"tasks\".");
        }

        var replies = await prediction.AskAsync(key, lists.Lists, request.LabelConfig, context.RequestAborted);
        deliveries.Post(key, lists.Lists, request.LabelConfig);
        var writer = new PredictionWriter(LabelConfig.Parse(request.LabelConfig));
        var results = new List<PredictResult>(request.Tasks.Count);
        foreach (var reply in replies)
        {
            foreach (var task in reply.Tasks)
            {
                results.Add(writer.Written(task, request.Tasks[results.Count].Data, reply.ModelVersion));
            }
        }

        meter.CountTasks(results.Count, replies.Sum(reply => reply.Left));
        return BackendAnswer.Json(new PredictResponse(results));
    }

    private static TaskLists? Cut(ReadOnlyMemory<byte> body)
    {
        try
        {
            return TaskLists.Cut(body.Span, ["tasks"], TasksAtOnce);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
