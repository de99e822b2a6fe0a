using NoisyLabels.LabelStudio.Labeling;

namespace NoisyLabels.Cli.Exporting;

/// <summary>A suggestion about which nobody has decided, as Label Studio imports it with its task.</summary>
/// <param name="Score">Probability that it is right, 0 to 1.</param>
internal sealed record ExportedPrediction(
    string ModelVersion, double Score, IReadOnlyList<PredictionRegion> Result);
