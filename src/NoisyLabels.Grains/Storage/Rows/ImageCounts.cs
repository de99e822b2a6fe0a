namespace NoisyLabels.Grains.Storage.Rows;

/// <summary>How far the look for images has come.</summary>
/// <param name="Labelled">Tasks with a label.</param>
/// <param name="Seen">Those among them whose image was looked for, found or not.</param>
public sealed record ImageCounts(long Tasks, long Labelled, long Seen);
