namespace NoisyLabels.LabelStudio.Api.Calls;

/// <param name="Title">Three to fifty characters.</param>
/// <param name="LabelConfig">The labelling configuration, XML.</param>
public sealed record NewProject(string Title, string LabelConfig)
{
    public const int LeastTitle = 3;
    public const int MostTitle = 50;

    public string Description { get; init; } = "";
}
