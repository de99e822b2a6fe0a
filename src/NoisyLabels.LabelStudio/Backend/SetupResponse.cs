namespace NoisyLabels.LabelStudio.Backend;

/// <param name="ModelVersion">
/// Never empty, and the same text as in the predictions: Label Studio predicts a task again when they differ.
/// </param>
public sealed record SetupResponse(string ModelVersion);
