using Microsoft.Extensions.Logging;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Predictions;
using NoisyLabels.Contracts.Projects;
using NoisyLabels.Grains.Projects;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;
using NoisyLabels.Learning;
using Orleans.Concurrency;

namespace NoisyLabels.Grains.Predictions;

/// <summary>
/// Predicts tasks: from what the active version has said of them already, and where it has not, from their images, as
/// far as the deadline allows.
/// </summary>
[StatelessWorker]
internal sealed partial class PredictorGrain(
    Database database, ModelCache models, ImagePredictor predictor, ILogger<PredictorGrain> logger)
    : Grain, IPredictorGrain
{
    private const int Chunk = 1000;

    public async Task<PredictReply> Predict(PredictCommand command)
    {
        var key = ProjectKey.Parse(this.GetPrimaryKeyString())!;
        var tasks = TaskBatch.Read(command.Tasks);
        if (await ActiveAsync(key) is not { } version)
        {
            return Same(ModelVersions.None, tasks, "There is no model yet.");
        }

        var config = await GrainFactory.GetGrain<IProjectGrain>(key.ToString()).GetConfig();
        var known = await KnownAsync(key, version, tasks);
        var result = new TaskPrediction?[tasks.Count];
        var missing = new List<int>();
        foreach (var (at, task) in tasks.Index())
        {
            result[at] = task.Id is { } id && known.TryGetValue(id, out var judgements)
                ? Judged.Prediction(id, judgements)
                : null;
            if (result[at] is null)
            {
                missing.Add(at);
            }
        }

        var left = 0;
        if (missing.Count > 0 && ModelsOf(key, version, out var problem) is var loaded)
        {
            using var deadline = new CancellationTokenSource(command.Deadline);
            var labelConfig = LabelConfig.Parse(command.LabelConfig ?? config.LabelConfig);
            var predicted = loaded is null
                ? [.. missing.Select(at => new TaskPrediction(tasks[at].Id, [], null, problem))]
                : await predictor.PredictAsync(
                    key, labelConfig, config.Settings.Backbone, loaded, [.. missing.Select(at => tasks[at])], deadline.Token);
            foreach (var (at, prediction) in missing.Zip(predicted))
            {
                result[at] = prediction;
                left += prediction.Problem == ImagePredictor.TooLate ? 1 : 0;
            }
        }

        return new PredictReply(version.ModelVersion, [.. result.Select(prediction => prediction!)], left);
    }

    private static PredictReply Same(string version, IReadOnlyList<TaskRecord> tasks, string problem) =>
        new(version, [.. tasks.Select(task => new TaskPrediction(task.Id, [], null, problem))], 0);

    private Task<VersionRow?> ActiveAsync(ProjectKey key) =>
        database.ReadAsync(session => VersionTable.ActiveAsync(session, key));

    /// <summary>What the version says of tasks whose data are still those that it saw.</summary>
    private Task<Dictionary<long, IReadOnlyList<Judgement>>> KnownAsync(
        ProjectKey key, VersionRow version, IReadOnlyList<TaskRecord> tasks) => database.ReadAsync(async session =>
    {
        var found = new Dictionary<long, IReadOnlyList<Judgement>>();
        var data = tasks.Where(task => task.Id is not null)
            .DistinctBy(task => task.Id).ToDictionary(task => task.Id!.Value, task => task.Data.Json);
        foreach (var ids in data.Keys.Chunk(Chunk))
        {
            var stored = (await TaskTable.FindAsync(session, key, ids))
                .Where(task => task.Data == data[task.TaskId]).Select(task => task.TaskId).ToHashSet();
            var judgements = await JudgementTable.OfTasksAsync(session, key, version, ids);
            foreach (var task in judgements.GroupBy(judgement => judgement.TaskId).Where(t => stored.Contains(t.Key)))
            {
                found[task.Key] = [.. task];
            }
        }

        return found;
    });

    private IReadOnlyList<ControlModel>? ModelsOf(ProjectKey key, VersionRow version, out string? problem)
    {
        try
        {
            problem = null;
            return models.Of(key, version);
        }
        catch (UserErrorException e)
        {
            LogBroken(key, e.Message);
            problem = e.Message;
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The model of {Project} cannot be used: {Reason}")]
    private partial void LogBroken(ProjectKey project, string reason);
}
