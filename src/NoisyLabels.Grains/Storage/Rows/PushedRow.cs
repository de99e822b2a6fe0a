namespace NoisyLabels.Grains.Storage.Rows;

/// <summary>A prediction that was written into Label Studio, or was about to be.</summary>
public sealed record PushedRow
{
    private const long UnsureId = 0;

    public long TaskId { get; init; }

    public string ModelVersion { get; init; } = "";

    /// <summary>
    /// Its number there; null when it came with many others, whose numbers Label Studio does not say, or was refused.
    /// </summary>
    public long? PredictionId { get; init; }

    /// <summary>
    /// It was about to be stored when we stopped or lost the connection: it may be there or not, and a second one would
    /// stay for ever.
    /// </summary>
    public bool IsUnsure => PredictionId == UnsureId;

    public PushedRow Unsure() => this with { PredictionId = UnsureId };
}
