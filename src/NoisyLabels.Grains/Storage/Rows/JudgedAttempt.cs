namespace NoisyLabels.Grains.Storage.Rows;

/// <summary>An attempt that has judgements.</summary>
public sealed record JudgedAttempt
{
    public string Run { get; init; } = "";

    public long Fence { get; init; }
}
