using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.LabelStudio.Backend;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;
using NoisyLabels.Server.Http;
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
        HttpContext context,
        ProjectGate projects,
        Prediction prediction,
        TaskDeliveries deliveries,
        BackendMeter meter,
        TimeProvider time)
    {
        var receivedAt = time.GetUtcNow();
        var body = await RequestBody.ReadAsync(context, RequestBody.Tasks);
        var digest = SHA256.HashData(body.Span);
        var reading = PredictRequest.Read(body);
        if (!reading.IsMessage)
        {
            return new Refusal(StatusCodes.Status400BadRequest, reading.Problem);
        }

        var request = reading.Message;
        if (request.Project is null || request.Tasks.Count == 0)
        {
            var nothing = PredictResult.Nothing(ModelVersions.None);
            return BackendAnswer.Json(new PredictResponse([.. request.Tasks.Select(_ => nothing)]));
        }

        var key = await projects.KeyAsync(InstanceName.Of(context), request.Project);
        ImmutableArray<TaskRecord>[] lists =
            [.. request.Tasks.Chunk(TasksAtOnce).Select(ImmutableCollectionsMarshal.AsImmutableArray)];
        var replies = await prediction.AskAsync(key, lists, request.LabelConfig, context.RequestAborted);
        deliveries.Post(key, digest, lists, request.LabelConfig, receivedAt);
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
}
