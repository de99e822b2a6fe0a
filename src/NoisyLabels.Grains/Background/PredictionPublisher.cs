using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Instances;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Grains.Work;
using NoisyLabels.LabelStudio.Api;
using NoisyLabels.LabelStudio.Api.Calls;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Labeling;

namespace NoisyLabels.Grains.Background;

/// <summary>
/// Writes the predictions of a project's active version into Label Studio, and takes those of our other versions back.
/// The score is the probability that the label is right: of the prediction where there is no label, of the given label
/// where there is one. The lowest scores are therefore most worth a look.
/// </summary>
internal sealed class PredictionPublisher(IGrainFactory grains, Database database, InstanceRegistry instances)
{
    private const int Bulk = 500;

    public async Task<WorkResult> RunAsync(ProjectKey key, CancellationToken cancellation)
    {
        var project = grains.GetGrain<IProjectGrain>(key.ToString());
        var config = await project.GetConfig();
        if (config is not { IsConnected: true, Settings.PushesPredictions: true }
            || instances.ClientOf(key.Instance) is not { } client)
        {
            return WorkResult.Done;
        }

        var push = new Push(key, client, await ActiveAsync(key));
        if (await MakeSureAsync(push, cancellation) is { } unsure)
        {
            return unsure;
        }

        var (pushed, entries) = await database.ReadAsync(async session =>
        (
            await PushedTable.ListAsync(session, key),
            await VersionTable.FindAsync(session, key, push.ModelVersion) is { } version
                ? PushEntries.Of(
                    await JudgementTable.ListAsync(session, key, version),
                    await TaskTable.ListAsync(session, key),
                    LabelConfig.Parse(config.LabelConfig),
                    version.ModelVersion)
                : PushEntries.None));
        var done = pushed.Where(row => row.ModelVersion == push.ModelVersion).Select(row => row.TaskId).ToHashSet();
        return await OneByOneAsync(push, project, entries, done, cancellation)
            ?? await InBulkAsync(push, project, [.. entries.Bulk.Where(p => !done.Contains(p.TaskId))], cancellation)
            ?? await TakeBackAsync(push, pushed, cancellation)
            ?? WorkResult.Done;
    }

    /// <param name="ModelVersion">The active one; "no model" predicts nothing, but takes others' back.</param>
    private sealed record Push(ProjectKey Key, LabelStudioClient Client, string ModelVersion);

    private async Task<string> ActiveAsync(ProjectKey key) =>
        (await database.ReadAsync(session => ProjectTable.FindAsync(session, key)))?.ActiveVersion
            ?? ModelVersions.None;

    /// <summary>Asks for each prediction of which it is not known whether it was stored.</summary>
    private async Task<WorkResult?> MakeSureAsync(Push push, CancellationToken cancellation)
    {
        var rows = await database.ReadAsync(session => PushedTable.ListAsync(session, push.Key));
        foreach (var row in rows.Where(row => row.IsUnsure && row.ModelVersion == push.ModelVersion))
        {
            var listed = await push.Client.Predictions.ListAsync(row.TaskId, cancellation);
            if (!listed.IsSuccess)
            {
                return Reconciler.Of(listed.Problem);
            }

            var stored = listed.Value.FirstOrDefault(known => known.ModelVersion == push.ModelVersion);
            await (stored is null
                ? ForgetAsync(push, [row])
                : RememberAsync(push, [row with { PredictionId = stored.Id }]));
        }

        return null;
    }

    private async Task<WorkResult?> OneByOneAsync(
        Push push, IProjectGrain project, PushEntries entries, HashSet<long> done, CancellationToken cancellation)
    {
        var (refused, reason) = (0, "");
        var left = entries.Single.Where(prediction => !done.Contains(prediction.TaskId)).ToList();
        foreach (var prediction in left)
        {
            if (await IsSupersededAsync(push))
            {
                return WorkResult.Done;
            }

            var row = new PushedRow { TaskId = prediction.TaskId, ModelVersion = push.ModelVersion };
            await RememberAsync(push, [row.Unsure()]);
            var created = await push.Client.Predictions.CreateAsync(prediction, cancellation);
            if (created.IsSuccess)
            {
                await RememberAsync(push, [row with { PredictionId = created.Value.Id }]);
            }
            else if (created.Problem.Kind is ApiProblemKind.NotFound or ApiProblemKind.Refused)
            {
                await RememberAsync(push, [row]);
                (refused, reason) = (refused + 1, created.Problem.Message);
            }
            else
            {
                return Reconciler.Of(created.Problem);
            }
        }

        if (refused > 0)
        {
            await project.Note(
                JournalLevel.Warning, $"Label Studio did not take {refused} of {left.Count} predictions. {reason}");
        }

        return null;
    }

    private async Task<WorkResult?> InBulkAsync(
        Push push, IProjectGrain project, IReadOnlyList<NewPrediction> predictions, CancellationToken cancellation)
    {
        var dropped = 0L;
        foreach (var chunk in predictions.Chunk(Bulk))
        {
            if (await IsSupersededAsync(push))
            {
                return WorkResult.Done;
            }

            PushedRow[] rows =
            [
                .. chunk.Select(prediction =>
                    new PushedRow { TaskId = prediction.TaskId, ModelVersion = push.ModelVersion }),
            ];
            await RememberAsync(push, rows.Select(row => row.Unsure()));
            var imported = await push.Client.Predictions.ImportAsync(push.Key.Id, chunk, cancellation);
            if (!imported.IsSuccess)
            {
                return Reconciler.Of(imported.Problem);
            }

            await RememberAsync(push, rows);
            dropped += imported.Value.Dropped;
        }

        if (dropped > 0)
        {
            await project.Note(
                JournalLevel.Warning,
                $"Label Studio dropped {dropped} of {predictions.Count} predictions: they do not fit its labelling "
                    + "configuration.");
        }

        return null;
    }

    /// <summary>Takes back what we wrote for other versions, and nobody else's.</summary>
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
            if (task.Any(row => row.PredictionId is null || row.IsUnsure))
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

            await ForgetAsync(push, task);
        }

        return null;
    }

    /// <summary>Another version has its own push waiting: this one's rest would be taken back at once.</summary>
    private async Task<bool> IsSupersededAsync(Push push) => await ActiveAsync(push.Key) != push.ModelVersion;

    private Task RememberAsync(Push push, IEnumerable<PushedRow> rows) =>
        database.WriteAsync(session => PushedTable.SaveAsync(session, push.Key, rows));

    private Task ForgetAsync(Push push, IEnumerable<PushedRow> rows) =>
        database.WriteAsync(session => PushedTable.DeleteAsync(session, push.Key, rows));
}
