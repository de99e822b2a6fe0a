using Microsoft.Extensions.Logging;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;
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
        var tasks = command.Tasks;
        if (await ActiveAsync(key) is not { } version)
        {
            return Same(ModelVersions.None, tasks, "There is no model yet.");
        }

        var (known, hashes) = await KnownAsync(key, version, tasks);
        var result = new TaskPrediction?[tasks.Length];
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

        var predicted = missing.Count == 0 ? [] : await FromImagesAsync(
            key, version, command, [.. missing.Select(at => tasks[at])], hashes);
        foreach (var (at, prediction) in missing.Zip(predicted))
        {
            result[at] = prediction;
        }

        var left = predicted.Count(prediction => prediction.Problem == ImagePredictor.TooLate);
        return new PredictReply(version.ModelVersion, [.. result.Select(prediction => prediction!)], left);
    }

    /// <summary>A model that cannot be used is said once; what it has said already is still good.</summary>
    private async Task<IReadOnlyList<TaskPrediction>> FromImagesAsync(
        ProjectKey key,
        VersionRow version,
        PredictCommand command,
        IReadOnlyList<TaskRecord> tasks,
        IReadOnlyDictionary<long, string> hashes)
    {
        var project = GrainFactory.GetGrain<IProjectGrain>(key.ToString());
        var config = await project.GetConfig();
        try
        {
            using var deadline = new CancellationTokenSource(command.Deadline);
            return await predictor.PredictAsync(
                key,
                LabelConfig.Parse(command.LabelConfig ?? config.LabelConfig),
                config.Settings.Backbone,
                models.Of(key, version),
                tasks,
                hashes,
                deadline.Token);
        }
        catch (UserErrorException e)
        {
            if (models.IsNews(key, version))
            {
                LogBroken(key, e.Message);
                await project.Note(JournalLevel.Error, $"{version.ModelVersion} cannot predict any more: {e.Message}");
                await project.RequestTraining(new TrainingRequest("a model that cannot be read", IsForced: true));
            }

            return [.. tasks.Select(task => new TaskPrediction(task.Id, [], null, e.Message))];
        }
    }

    private static PredictReply Same(string version, IReadOnlyList<TaskRecord> tasks, string problem) =>
        new(version, [.. tasks.Select(task => new TaskPrediction(task.Id, [], null, problem))], 0);

    private Task<VersionRow?> ActiveAsync(ProjectKey key) =>
        database.ReadAsync(session => VersionTable.ActiveAsync(session, key));

    /// <summary>What the version says of tasks whose data are those that it saw, and hashes of their images.</summary>
    private Task<(Dictionary<long, IReadOnlyList<Judgement>> Judgements, Dictionary<long, string> Hashes)> KnownAsync(
        ProjectKey key, VersionRow version, IReadOnlyList<TaskRecord> tasks) => database.ReadAsync(async session =>
    {
        var found = new Dictionary<long, IReadOnlyList<Judgement>>();
        var hashes = new Dictionary<long, string>();
        var data = tasks.Where(task => task.Id is not null)
            .DistinctBy(task => task.Id).ToDictionary(task => task.Id!.Value, task => task.Data.Json);
        foreach (var ids in data.Keys.Chunk(Chunk))
        {
            var stored = (await TaskTable.FindAsync(session, key, ids))
                .Where(task => task.Data == data[task.TaskId]).ToDictionary(task => task.TaskId);
            var judgements = await JudgementTable.OfTasksAsync(session, key, version, ids);
            foreach (var task in judgements.GroupBy(one => one.TaskId).Where(t => stored.ContainsKey(t.Key)))
            {
                found[task.Key] = [.. task];
            }

            foreach (var task in stored.Values.Where(task => task.ImageSha256 is not null))
            {
                hashes[task.TaskId] = task.ImageSha256!;
            }
        }

        return (found, hashes);
    });

    [LoggerMessage(Level = LogLevel.Error, Message = "The model of {Project} cannot be used: {Reason}")]
    private partial void LogBroken(ProjectKey project, string reason);
}
