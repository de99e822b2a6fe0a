namespace NoisyLabels.Grains.Storage.Rows;

/// <summary>A training of a project, for lists of what was.</summary>
public sealed record RunRow
{
    public string Run { get; init; } = "";

    /// <summary>A <c>RunPhase</c> by name.</summary>
    public string Phase { get; init; } = "";

    public long Fence { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>Milliseconds since 1970, as the other times.</summary>
    public long RequestedAt { get; init; }

    public long? StartedAt { get; init; }

    public long? EndedAt { get; init; }

    public string? ModelVersion { get; init; }

    /// <summary>A JSON list.</summary>
    public string Sentences { get; init; } = "[]";
}
