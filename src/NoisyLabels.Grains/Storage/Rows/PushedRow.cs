namespace NoisyLabels.Grains.Storage.Rows;

/// <summary>A prediction that was written into Label Studio.</summary>
public sealed record PushedRow
{
    public long TaskId { get; init; }

    public string ModelVersion { get; init; } = "";

    /// <summary>Its number there; null when it came with many others, whose numbers Label Studio does not say.</summary>
    public long? PredictionId { get; init; }
}
