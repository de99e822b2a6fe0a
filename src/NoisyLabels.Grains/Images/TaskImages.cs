using NoisyLabels.Contracts;
using NoisyLabels.Grains.Instances;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.LabelStudio.Images;
using NoisyLabels.LabelStudio.Images.Fetching;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Grains.Images;

/// <summary>The image that a task is about.</summary>
public sealed class TaskImages(InstanceRegistry instances)
{
    private const int FetchesAtOnce = 8;

    /// <summary>The address of the image as the task says it; null where it says none.</summary>
    public static string? AddressOf(LabelConfig config, TaskData data)
    {
        var image = config switch
        {
            { Controls: [var control, ..] } => control.Image,
            { Images: [var first, ..] } => first,
            _ => null,
        };
        return image?.ReadAddresses(data) is [var address, ..] ? address : null;
    }

    /// <summary>Fetches the image of each task, some at once.</summary>
    internal async Task<IReadOnlyList<(string Address, FetchedImage Image)>> FetchAsync(
        ProjectKey project, LabelConfig config, IReadOnlyList<StoredTask> tasks, CancellationToken cancellation)
    {
        var fetched = new (string Address, FetchedImage Image)[tasks.Count];
        await Parallel.ForEachAsync(
            tasks.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = FetchesAtOnce, CancellationToken = cancellation },
            async (task, token) => fetched[task.Index] =
                AddressOf(config, task.Item.Parsed()) is { } address
                    ? (address, await FetchAsync(project, task.Item.TaskId, address, token))
                    : ("", FetchedImage.Refuse(
                        ImageRefusalKind.Gone, "The task has nothing under the key that the configuration shows.")));
        return fetched;
    }

    /// <summary>Its bytes, or a sentence that says why there are none.</summary>
    public async Task<FetchedImage> FetchAsync(
        ProjectKey project, long? taskId, string address, CancellationToken cancellation)
    {
        var location = ImageLocator.Locate(address, taskId, instances.ImagesOf(project.Instance));
        return location.IsMessage
            ? await instances.FetcherOf(project.Instance).FetchAsync(location.Message, cancellation)
            : FetchedImage.Refuse(ImageRefusalKind.Gone, location.Problem);
    }
}
