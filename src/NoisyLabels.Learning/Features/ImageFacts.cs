namespace NoisyLabels.Learning.Features;

/// <summary>What is known of an image's file once it has been decoded.</summary>
/// <param name="Sha256">Of the file's bytes, 64 hexadecimal digits in lower case.</param>
/// <param name="Width">Pixels, upright.</param>
/// <param name="Height">Pixels, upright.</param>
public sealed record ImageFacts(string Sha256, int Width, int Height);
