namespace NoisyLabels.Cli.Report;

/// <summary>A small picture that travels inside the page.</summary>
/// <param name="DataUri">A JPEG as <c>data:image/jpeg;base64,…</c>.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
internal sealed record Thumbnail(string DataUri, int Width, int Height);
