namespace NoisyLabels.Learning.Features;

/// <summary>The features of one image, or why it has none.</summary>
/// <param name="Sha256">SHA-256 of the file's bytes, 64 lower-case hex digits: the key to find the features by.</param>
/// <param name="Facts">What is known of the file; null where it has no features.</param>
/// <param name="Vector">[D], those of all sizes side by side; null where it has none.</param>
/// <param name="Problem">A sentence that says why there are none, and null where there are.</param>
public sealed record ImageFeatures(string Sha256, ImageFacts? Facts, float[]? Vector, string? Problem);

/// <summary>An image as bytes.</summary>
/// <param name="Name">What to call it when something is wrong with it.</param>
/// <param name="Bytes">Content of its file.</param>
public sealed record ImageContent(string Name, byte[] Bytes);
