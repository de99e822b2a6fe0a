namespace NoisyLabels.Learning.Features;

/// <summary>The features of one image, or why it has none.</summary>
/// <param name="Sha256">Of the file's bytes, 64 lower-case hex digits: the key to find the features by.</param>
/// <param name="Facts">What is known of the file; null where it has no features.</param>
/// <param name="Vector">[D], those of all sizes side by side; null where it has none.</param>
/// <param name="Problem">A sentence that says why there are none, and null where there are.</param>
public sealed record ImageFeatures(string Sha256, ImageFacts? Facts, float[]? Vector, string? Problem);
