namespace NoisyLabels.Learning.Features;

/// <summary>An image as bytes.</summary>
/// <param name="Name">What to call it when something is wrong with it.</param>
/// <param name="Bytes">Content of its file.</param>
public sealed record ImageContent(string Name, byte[] Bytes);
