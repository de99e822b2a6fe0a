using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Images;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.Learning.Features;

namespace NoisyLabels.Grains.Training;

/// <summary>
/// The features that a training needs. Most lie in the cache; what does not is fetched and made: labelled images that
/// nobody has looked at yet, and all images after another backbone was chosen or the cache was emptied.
/// </summary>
internal sealed class TrainingFeatures(TaskImages images, ProjectFeatures features)
{
    private const int Batch = 48;

    /// <param name="labelled">Numbers of the tasks that have a label.</param>
    /// <returns>The tasks whose features are at hand, in their order, with the hash of their image.</returns>
    public async Task<FoundFeatures> FindAsync(
        TrainingTicket ticket,
        IReadOnlyList<StoredTask> tasks,
        IReadOnlySet<long> labelled,
        IProgress<TrainingProgress> progress,
        CancellationToken cancellation)
    {
        var maker = await features.FindAsync(ticket.Project, ticket.Settings.Backbone);
        var known = new Dictionary<long, ImageFeatures>();
        var missing = new List<StoredTask>();
        foreach (var task in tasks)
        {
            cancellation.ThrowIfCancellationRequested();
            if (task.ImageSha256 is { } hash && maker?.Find(hash) is { Vector: not null } found)
            {
                known[task.TaskId] = found;
            }
            else if (task.ImageSha256 is not null || (labelled.Contains(task.TaskId) && task.ImageProblem is null))
            {
                missing.Add(task);
            }
        }

        var config = LabelConfig.Parse(ticket.LabelConfig);
        foreach (var batch in missing.OrderByDescending(task => labelled.Contains(task.TaskId)).Chunk(Batch))
        {
            progress.Report(new TrainingProgress("features", known.Count, known.Count + missing.Count, null));
            var fetched = await FetchAsync(ticket, config, batch, cancellation);
            if (fetched.Count == 0)
            {
                // Where they lie is out of reach: those that are there must do.
                break;
            }

            ImageContent[] contents = [.. fetched.Select(image => image.Content)];
            maker ??= await features.ChooseAsync(ticket.Project, ticket.Settings.Backbone, contents);
            foreach (var (image, made) in fetched.Zip(maker.Make(contents, null, cancellation)))
            {
                if (made.Vector is not null)
                {
                    known[image.TaskId] = made;
                }
            }
        }

        StoredTask[] kept = [.. tasks.Where(task => known.ContainsKey(task.TaskId))];
        return new FoundFeatures(
            maker,
            [.. kept.Select(task => task with { ImageSha256 = known[task.TaskId].Sha256 })],
            [.. kept.Select(task => known[task.TaskId].Vector!)]);
    }

    private async Task<IReadOnlyList<(long TaskId, ImageContent Content)>> FetchAsync(
        TrainingTicket ticket, LabelConfig config, StoredTask[] tasks, CancellationToken cancellation)
    {
        var fetched = await images.FetchAsync(ticket.Project, config, tasks, cancellation);
        return
        [
            .. tasks.Zip(fetched).Where(pair => pair.Second.Image.IsImage)
                .Select(pair => (pair.First.TaskId, new ImageContent(pair.Second.Address, pair.Second.Image.Bytes!))),
        ];
    }
}
