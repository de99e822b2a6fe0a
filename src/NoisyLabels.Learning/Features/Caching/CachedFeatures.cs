namespace NoisyLabels.Learning.Features.Caching;

/// <summary>What is kept of one image and one size.</summary>
/// <param name="Width">Of the image itself, in pixels, upright.</param>
/// <param name="Height">Of the image itself, in pixels, upright.</param>
/// <param name="Vector">Its features.</param>
internal sealed record CachedFeatures(int Width, int Height, float[] Vector);
