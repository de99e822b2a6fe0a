using System.Text.Json;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Projects;
using NoisyLabels.Grains.Instances;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.LabelStudio.Api;
using NoisyLabels.LabelStudio.Api.Calls;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Grains.Work;

/// <summary>
/// Writes the predictions of a project's active version into Label Studio. The score is the probability that the label
/// is right: of the prediction where there is no label, of the given label where there is one. So the lowest scores are
/// most worth a look.
/// </summary>
internal sealed class PredictionPublisher(IGrainFactory grains, Database database, InstanceRegistry instances)
{
    /// <summary>These are stored one by one, a dozen in a second: only the worst labels are worth it.</summary>
    private const int MostMislabeled = 300;

    private const int Bulk = 500;

    public async Task<WorkResult> RunAsync(ProjectKey key, CancellationToken cancellation)
    {
        var project = grains.GetGrain<IProjectGrain>(key.ToString());
        var config = await project.GetConfig();
        if (!config.Settings.PushesPredictions || instances.ClientOf(key.Instance) is not { } client)
        {
            return WorkResult.Done;
        }

        if (await ActiveAsync(key) is not { } version)
        {
            return WorkResult.Done;
        }

        var (pushed, entries) = await database.ReadAsync(async session =>
        (
            await PushedTable.ListAsync(session, key),
            Entries(
                await JudgementTable.ListAsync(session, key, version),
                await TaskTable.ListAsync(session, key),
                LabelConfig.Parse(config.LabelConfig),
                version.ModelVersion)));
        var done = pushed.Where(row => row.ModelVersion == version.ModelVersion).Select(row => row.TaskId).ToHashSet();
        var push = new Push(key, client, version.ModelVersion);
        var left = entries.Where(entry => !done.Contains(entry.Prediction.TaskId)).ToList();
        var problem = await OneByOneAsync(push, left.Where(entry => entry.IsSingle).Take(MostMislabeled), cancellation)
            ?? await InBulkAsync(push, project, [.. left.Where(entry => !entry.IsSingle)], cancellation)
            ?? await TakeBackAsync(push, pushed, cancellation);
        return problem ?? WorkResult.Done;
    }

    private sealed record Push(ProjectKey Key, LabelStudioClient Client, string ModelVersion);

    /// <param name="IsSingle">It says how wrong a label may be, or is nested: the bulk import would drop that.</param>
    private sealed record Entry(TaskPrediction Prediction, bool IsSingle);

    private Task<VersionRow?> ActiveAsync(ProjectKey key) =>
        database.ReadAsync(session => VersionTable.ActiveAsync(session, key));

    /// <summary>Worst labels first, then tasks without a label.</summary>
    private static IReadOnlyList<Entry> Entries(
        IReadOnlyList<Judgement> judgements,
        IReadOnlyList<StoredTask> tasks,
        LabelConfig config,
        string modelVersion)
    {
        var data = tasks.ToDictionary(task => task.TaskId, task => task.Parsed());
        return
        [
            .. judgements.GroupBy(judgement => judgement.TaskId)
                .Where(task => data.ContainsKey(task.Key))
                .Select(task => (
                    Mislabeling: task.Max(judgement => judgement.Mislabeling),
                    Entry: Of([.. task], data[task.Key], config, modelVersion)))
                .OrderByDescending(task => task.Mislabeling ?? -1)
                .Select(task => task.Entry),
        ];
    }

    private static Entry Of(
        IReadOnlyList<Judgement> judgements, TaskData data, LabelConfig config, string modelVersion)
    {
        var regions = new List<PredictionRegion>();
        var fitsBulk = true;
        foreach (var judgement in judgements)
        {
            if (config.Control(judgement.Control) is { } control)
            {
                var classes = JsonSerializer.Deserialize<string[]>(judgement.Predicted)!;
                regions.AddRange(PredictionRegions.For(control, classes, judgement.Confidence, data));
                fitsBulk &= control.FitsBulkImport;
            }
        }

        var mislabeling = judgements.Max(judgement => judgement.Mislabeling);
        var score = judgements.Min(judgement => judgement.LabelQuality ?? judgement.Confidence);
        return new Entry(
            new TaskPrediction(judgements[0].TaskId, regions, score, modelVersion) { Mislabeling = mislabeling },
            mislabeling is not null || !fitsBulk);
    }

    private async Task<WorkResult?> OneByOneAsync(Push push, IEnumerable<Entry> entries, CancellationToken cancellation)
    {
        foreach (var entry in entries)
        {
            if (await IsSupersededAsync(push))
            {
                return WorkResult.Done;
            }

            var created = await push.Client.Predictions.CreateAsync(entry.Prediction, cancellation);
            if (created.IsSuccess)
            {
                await RememberAsync(push, [new PushedRow
                {
                    TaskId = entry.Prediction.TaskId,
                    ModelVersion = push.ModelVersion,
                    PredictionId = created.Value.Id,
                }]);
            }
            else if (created.Problem.Kind is not LabelStudio.Api.Problems.ApiProblemKind.NotFound
                and not LabelStudio.Api.Problems.ApiProblemKind.Refused)
            {
                return Reconciler.Of(created.Problem);
            }
        }

        return null;
    }

    private async Task<WorkResult?> InBulkAsync(
        Push push, IProjectGrain project, IReadOnlyList<Entry> entries, CancellationToken cancellation)
    {
        long dropped = 0;
        foreach (var chunk in entries.Chunk(Bulk))
        {
            if (await IsSupersededAsync(push))
            {
                return WorkResult.Done;
            }

            var imported = await push.Client.Predictions.ImportAsync(
                push.Key.Id, [.. chunk.Select(entry => entry.Prediction)], cancellation);
            if (!imported.IsSuccess)
            {
                return Reconciler.Of(imported.Problem);
            }

            dropped += imported.Value.Dropped;
            await RememberAsync(push, chunk.Select(entry => new PushedRow
            {
                TaskId = entry.Prediction.TaskId,
                ModelVersion = push.ModelVersion,
            }));
        }

        if (dropped > 0)
        {
            await project.Note(
                JournalLevel.Warning,
                $"Label Studio dropped {dropped} of {entries.Count} predictions: they do not fit its labelling configuration.");
        }

        return null;
    }

    /// <summary>Of older versions that we wrote, and of nobody else.</summary>
    private async Task<WorkResult?> TakeBackAsync(
        Push push, IReadOnlyList<PushedRow> pushed, CancellationToken cancellation)
    {
        foreach (var task in pushed.Where(row => row.ModelVersion != push.ModelVersion).GroupBy(row => row.TaskId))
        {
            if (await IsSupersededAsync(push))
            {
                return WorkResult.Done;
            }

            var versions = task.Select(row => row.ModelVersion).ToHashSet();
            var ids = task.Select(row => row.PredictionId).OfType<long>().ToList();
            if (task.Any(row => row.PredictionId is null))
            {
                var listed = await push.Client.Predictions.ListAsync(task.Key, cancellation);
                if (!listed.IsSuccess)
                {
                    return Reconciler.Of(listed.Problem);
                }

                ids = [.. listed.Value.Where(known => versions.Contains(known.ModelVersion)).Select(known => known.Id)];
            }

            foreach (var id in ids)
            {
                if (await push.Client.Predictions.DeleteAsync(id, cancellation) is { } problem)
                {
                    return Reconciler.Of(problem);
                }
            }

            await database.WriteAsync(session => PushedTable.DeleteAsync(session, push.Key, task));
        }

        return null;
    }

    /// <summary>A newer version has its own push waiting: this one's rest would be taken back at once.</summary>
    private async Task<bool> IsSupersededAsync(Push push) =>
        (await ActiveAsync(push.Key))?.ModelVersion != push.ModelVersion;

    private Task RememberAsync(Push push, IEnumerable<PushedRow> rows) =>
        database.WriteAsync(session => PushedTable.SaveAsync(session, push.Key, rows));
}
