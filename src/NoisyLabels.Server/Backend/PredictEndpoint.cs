using Microsoft.AspNetCore.Http.HttpResults;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Predictions;
using NoisyLabels.Contracts.Projects;
using NoisyLabels.Grains.Projects;
using NoisyLabels.LabelStudio.Backend;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;
using NoisyLabels.Server.Hosting;

namespace NoisyLabels.Server.Backend;

/// <summary>
/// <c>POST /predict</c>: one entry for each task, in order, valid against the configuration of the request. Label Studio
/// drops all of them for one that is missing.
/// </summary>
internal sealed partial class PredictEndpoint(
    ProjectFinder finder, IGrainFactory grains, ServerSettings settings, ILogger<PredictEndpoint> logger)
{
    public async Task<IResult> HandleAsync(HttpRequest request, string? instance)
    {
        var reading = PredictRequest.Read(await BodyReader.ReadAsync(request));
        if (!reading.IsMessage)
        {
            return SentenceResult.Refused(reading.Problem);
        }

        var predict = reading.Message;
        if (await finder.FindAsync(instance, predict.Project) is not { } key)
        {
            return Answer([.. predict.Tasks.Select(_ => PredictResult.Nothing(ModelVersions.None))]);
        }

        var batch = TaskBatch.Write(predict.Tasks);
        var reply = await grains.GetGrain<IPredictorGrain>(key.ToString())
            .Predict(new PredictCommand(batch, predict.LabelConfig, settings.PredictDeadline));
        _ = RememberAsync(key, predict, batch);
        var config = LabelConfig.Parse(
            predict.LabelConfig ?? (await finder.Grain(key).GetConfig()).LabelConfig);
        return Answer(
        [
            .. predict.Tasks.Zip(reply.Tasks).Select(pair =>
                Result(config, pair.First, pair.Second, reply.ModelVersion)),
        ]);
    }

    private static JsonHttpResult<PredictResponse> Answer(IReadOnlyList<PredictResult> results) =>
        BackendEndpoints.Json(new PredictResponse(results));

    private static PredictResult Result(
        LabelConfig config, TaskRecord task, TaskPrediction prediction, string modelVersion) => new(
        [
            .. prediction.Controls.SelectMany(said => config.Control(said.Control) is { } control
                ? PredictionRegions.For(control, said.Classes, said.Confidence, task.Data)
                : []),
        ],
        prediction.Score ?? 0,
        modelVersion);

    /// <summary>The tasks may be news; Label Studio's answer does not wait for that.</summary>
    private async Task RememberAsync(ProjectKey key, PredictRequest predict, byte[] batch)
    {
        try
        {
            await finder.Grain(key).DeliverTasks(
                new TaskDelivery(batch, predict.LabelConfig, AnnotationsAreComplete: false));
        }
        catch (Exception e)
        {
            LogLost(e, key);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Tasks of {Project} were predicted but not remembered")]
    private partial void LogLost(Exception exception, ProjectKey project);
}
