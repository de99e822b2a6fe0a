namespace NoisyLabels.Contracts.Api;

/// <summary>Where a run stands.</summary>
[GenerateSerializer, Alias("NoisyLabels.RunPhase")]
public enum RunPhase
{
    /// <summary>Waits for a free trainer.</summary>
    Queued,

    /// <summary>A trainer works on it.</summary>
    Running,

    /// <summary>It ended as it should; a version came of it, or there was too little to learn from.</summary>
    Succeeded,

    /// <summary>It ended with a sentence that says why.</summary>
    Failed,

    /// <summary>Somebody cancelled it.</summary>
    Cancelled,
}

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

    /// <summary>How far the running attempt is.</summary>
    [Id(7)]
    public TrainingProgress? Progress { get; init; }

    /// <summary>What came of it, or why it failed.</summary>
    [Id(8)]
    public IReadOnlyList<string> Sentences { get; init; } = [];

    /// <summary>The version that came of it; null when none did.</summary>
    [Id(9)]
    public string? ModelVersion { get; init; }
}

/// <param name="Phase">What is being done, for people: <c>features</c>, <c>learning</c>.</param>
/// <param name="Done">Steps done, 0 to <paramref name="Total"/>.</param>
/// <param name="Total">0 when it is not known.</param>
/// <param name="SecondsLeft">Estimate; null when there is none.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.TrainingProgress")]
public sealed record TrainingProgress(string Phase, long Done, long Total, double? SecondsLeft);

/// <param name="Run">The run that is queued or running; null when none is needed or possible.</param>
/// <param name="Sentence">What happens now, or why nothing does.</param>
/// <param name="AfterFence">
/// The last fence that was given out before the request: only an attempt with a higher one knows all that was known then.
/// </param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.TrainingReply")]
public sealed record TrainingReply(Guid? Run, string Sentence, long AfterFence = 0);
