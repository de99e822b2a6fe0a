using NoisyLabels.LabelStudio.Api.Calls;

namespace NoisyLabels.Cli.Exporting;

/// <summary>A task as Label Studio imports it from a file.</summary>
internal sealed record ExportedTask(
    IReadOnlyDictionary<string, string> Data,
    IReadOnlyList<NewAnnotation> Annotations,
    IReadOnlyList<ExportedPrediction> Predictions);
