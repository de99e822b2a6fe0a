namespace NoisyLabels.Contracts.Training;

/// <summary>One training of a project.</summary>
[GenerateSerializer, Immutable, Alias("NoisyLabels.RunStatus")]
public sealed record RunStatus
{
    [Id(0)]
    public required Guid Run { get; init; }

    [Id(1)]
    public required RunPhase Phase { get; init; }

    /// <summary>Number of its latest attempt.</summary>
    [Id(2)]
    public required long Fence { get; init; }

    [Id(3)]
    public required string Reason { get; init; }

    [Id(4)]
    public required DateTimeOffset RequestedAt { get; init; }

    [Id(5)]
    public DateTimeOffset? StartedAt { get; init; }

    [Id(6)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Of the running attempt.</summary>
    [Id(7)]
    public TrainingProgress? Progress { get; init; }

    /// <summary>What came of it, or why it failed.</summary>
    [Id(8)]
    public IReadOnlyList<string> Sentences { get; init; } = [];

    /// <summary>The version that came of it; null when none did.</summary>
    [Id(9)]
    public string? ModelVersion { get; init; }
}
