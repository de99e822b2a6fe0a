namespace NoisyLabels.LabelStudio.Images.Locations;

/// <summary>The task holds the image itself.</summary>
public sealed record InlineImage(string Key, ReadOnlyMemory<byte> Bytes) : ImageLocation(Key);
