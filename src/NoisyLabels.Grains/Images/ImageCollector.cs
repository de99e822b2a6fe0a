using System.Collections.Concurrent;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Grains.Work;
using NoisyLabels.LabelStudio.Images.Fetching;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.Learning.Features;

namespace NoisyLabels.Grains.Images;

/// <summary>
/// Fetches the images of tasks ahead of time, labelled ones first, and makes their features: what nobody has labelled
/// yet teaches, too.
/// </summary>
internal sealed class ImageCollector(
    IGrainFactory grains, Database database, TaskImages images, ProjectFeatures features, TimeProvider clock)
{
    private const int Batch = 48;

    /// <summary>A problem that may pass is looked at again after this long.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(5);

    /// <summary>When nothing comes at all, other work of the project goes first.</summary>
    private static readonly TimeSpan OutagePause = TimeSpan.FromSeconds(15);

    /// <summary>A new process may have other settings: what it may fetch now was refused before.</summary>
    private readonly ConcurrentDictionary<ProjectKey, DateTimeOffset> _firstLooks = new();

    public async Task<WorkResult> RunAsync(ProjectKey key, CancellationToken cancellation)
    {
        var project = grains.GetGrain<IProjectGrain>(key.ToString());
        var firstLook = _firstLooks.GetOrAdd(key, _ => clock.GetUtcNow());
        while (true)
        {
            // Asked for each time: what was collected under an older configuration is not taken.
            var ticket = await project.GetConfig();
            var config = LabelConfig.Parse(ticket.LabelConfig);
            if (config.Images.Count == 0 || !ticket.IsConnected)
            {
                return WorkResult.Done;
            }

            var triedBefore = clock.GetUtcNow() - RetryAfter;
            var tasks = await database.ReadAsync(session => TaskTable.WithoutImageAsync(
                session, key, triedBefore > firstLook ? triedBefore : firstLook, Batch));
            if (tasks.Count == 0)
            {
                var waiting = await database.ReadAsync(session =>
                    TaskTable.WithoutImageAsync(session, key, DateTimeOffset.MaxValue, 1));
                return waiting.Count > 0 ? WorkResult.Again(RetryAfter + OutagePause) : WorkResult.Done;
            }

            var (records, outage) = await CollectAsync(key, config, ticket.Settings.Backbone, tasks, cancellation);
            await project.RecordImages(records);
            if (outage is not null)
            {
                return new WorkResult(OutagePause, outage);
            }
        }
    }

    private async Task<(IReadOnlyList<ImageRecord> Records, string? Outage)> CollectAsync(
        ProjectKey key,
        LabelConfig config,
        string? backbone,
        IReadOnlyList<StoredTask> tasks,
        CancellationToken cancellation)
    {
        var fetched = await images.FetchAsync(key, config, tasks, cancellation);
        var contents = fetched.Index().Where(item => item.Item.Image.IsImage)
            .Select(item => (item.Index, Content: new ImageContent(item.Item.Address, item.Item.Image.Bytes!)))
            .ToList();
        var made = new ImageFeatures?[tasks.Count];
        if (contents.Count > 0)
        {
            var maker = await features.ChooseAsync(key, backbone, [.. contents.Select(content => content.Content)]);
            var results = await Task.Run(
                () => maker.Make([.. contents.Select(content => content.Content)], null, cancellation), cancellation);
            foreach (var ((index, _), result) in contents.Zip(results))
            {
                made[index] = result;
            }
        }

        return (
            [.. tasks.Index().Select(task => Record(task.Item, fetched[task.Index], made[task.Index]))],
            Outage([.. fetched.Select(one => one.Image.Refusal?.Kind)]));
    }

    /// <summary>One sentence, the same for as long as it lasts, when not one image came; else null.</summary>
    private static string? Outage(IReadOnlyList<ImageRefusalKind?> refusals) =>
        refusals.All(kind => kind is ImageRefusalKind.KeyRefused)
            ? "Images are not given to us: the API key is refused, or its user may not see them. "
                + "It is tried again by and by."
        : refusals.All(kind => kind is ImageRefusalKind.Failed or ImageRefusalKind.KeyRefused)
            ? "Images cannot be had: where they lie is down, out of reach or too slow. It is tried again by and by."
            : null;

    /// <summary>A key or a list of hosts is put right without a word to us: these are asked for again, too.</summary>
    private static bool MayPass(ImageRefusal refusal) =>
        refusal.MayPass || refusal.Kind is ImageRefusalKind.KeyRefused or ImageRefusalKind.NotAllowed;

    private static ImageRecord Record(
        StoredTask task, (string Address, FetchedImage Image) fetched, ImageFeatures? made) =>
        fetched.Image.Refusal is { } refusal
            ? new ImageRecord(task.TaskId, fetched.Address, null, refusal.Message, MayPass(refusal))
            : new ImageRecord(
                task.TaskId,
                fetched.Address,
                made?.Vector is null ? null : made.Sha256,
                made?.Problem,
                MayPass: false);
}
