using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Projects;
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
    private const int FetchesAtOnce = 8;

    /// <summary>A problem that may pass is looked at again after this long.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(5);

    public async Task<WorkResult> RunAsync(ProjectKey key, CancellationToken cancellation)
    {
        var project = grains.GetGrain<IProjectGrain>(key.ToString());
        var ticket = await project.GetConfig();
        var config = LabelConfig.Parse(ticket.LabelConfig);
        if (config.Images.Count == 0)
        {
            return WorkResult.Done;
        }

        var failures = 0;
        while (true)
        {
            var tasks = await database.ReadAsync(session =>
                TaskTable.WithoutImageAsync(session, key, clock.GetUtcNow() - RetryAfter, Batch));
            if (tasks.Count == 0)
            {
                return failures > 0 ? WorkResult.Again(RetryAfter) : WorkResult.Done;
            }

            var records = await CollectAsync(key, config, ticket.Settings.Backbone, tasks, cancellation);
            failures += records.Count(record => record.MayPass);
            await project.RecordImages(records);
        }
    }

    private async Task<IReadOnlyList<ImageRecord>> CollectAsync(
        ProjectKey key,
        LabelConfig config,
        string? backbone,
        IReadOnlyList<StoredTask> tasks,
        CancellationToken cancellation)
    {
        var fetched = new (string Address, FetchedImage Image)[tasks.Count];
        await Parallel.ForEachAsync(
            tasks.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = FetchesAtOnce, CancellationToken = cancellation },
            async (task, token) =>
            {
                var address = TaskImages.AddressOf(config, task.Item.Parsed());
                fetched[task.Index] = address is null
                    ? ("", FetchedImage.Refused(
                        ImageRefusalKind.Gone, "The task has nothing under the key that the configuration shows."))
                    : (address, await images.FetchAsync(key, task.Item.TaskId, address, token));
            });

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

        return [.. tasks.Index().Select(task => Record(task.Item, fetched[task.Index], made[task.Index]))];
    }

    private static ImageRecord Record(
        StoredTask task, (string Address, FetchedImage Image) fetched, ImageFeatures? made) =>
        fetched.Image.Refusal is { } refusal
            ? new ImageRecord(task.TaskId, fetched.Address, null, refusal.Message, refusal.MayPass)
            : new ImageRecord(
                task.TaskId,
                fetched.Address,
                made?.Vector is null ? null : made.Sha256,
                made?.Problem,
                MayPass: false);
}
