namespace NoisyLabels.Contracts.Predictions;

/// <param name="Control">Name of the control.</param>
/// <param name="Classes">Names of the chosen classes; exactly one for a single choice.</param>
/// <param name="Confidence">Probability that this is right, 0 to 1.</param>
/// <param name="Probabilities">Of every class, by name.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.ControlPrediction")]
public sealed record ControlPrediction(
    string Control,
    IReadOnlyList<string> Classes,
    double Confidence,
    IReadOnlyDictionary<string, double> Probabilities);
