namespace NoisyLabels.Learning.Features;

/// <summary>What is known of an image's file.</summary>
/// <param name="Sha256">Of the file's bytes, 64 lower-case hex digits.</param>
/// <param name="Width">In pixels, upright.</param>
/// <param name="Height">In pixels, upright.</param>
public sealed record ImageFacts(string Sha256, int Width, int Height);
