namespace NoisyLabels.Datasets.Corrections;

/// <summary>Images that go from one class to another.</summary>
public sealed record LabelMove(string From, string To, int Count);
