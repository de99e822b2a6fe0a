using NoisyLabels.Contracts;
using NoisyLabels.Grains.Instances;
using NoisyLabels.LabelStudio.Images;
using NoisyLabels.LabelStudio.Images.Fetching;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Grains.Images;

/// <summary>The image that a task is about.</summary>
public sealed class TaskImages(InstanceRegistry instances)
{
    /// <summary>The address of the image as the task says it; null where it says none.</summary>
    public static string? AddressOf(LabelConfig config, TaskData data)
    {
        var image = config switch
        {
            { Controls: [var control, ..] } => control.Image,
            { Images: [var first, ..] } => first,
            _ => null,
        };
        return image?.AddressesIn(data) is [var address, ..] ? address : null;
    }

    /// <summary>Its bytes, or a sentence that says why there are none.</summary>
    public async Task<FetchedImage> FetchAsync(
        ProjectKey project, long? taskId, string address, CancellationToken cancellation)
    {
        var location = ImageLocator.Locate(address, taskId, instances.ImagesOf(project.Instance));
        return location.IsMessage
            ? await instances.FetcherOf(project.Instance).FetchAsync(location.Message, cancellation)
            : FetchedImage.Refused(ImageRefusalKind.Gone, location.Problem);
    }
}
