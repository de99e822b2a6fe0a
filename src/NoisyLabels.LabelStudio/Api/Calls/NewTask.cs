namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>A task to be imported.</summary>
/// <param name="Data">Under the configuration's key the image's address; whatever else is to be kept with it.</param>
public sealed record NewTask(IReadOnlyDictionary<string, string> Data)
{
    public IReadOnlyList<NewAnnotation> Annotations { get; init; } = [];
}
