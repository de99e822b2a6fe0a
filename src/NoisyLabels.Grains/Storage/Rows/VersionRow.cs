namespace NoisyLabels.Grains.Storage.Rows;

/// <summary>A version of a project's model: the named result of one attempt.</summary>
public sealed record VersionRow
{
    public long Number { get; init; }

    public string ModelVersion { get; init; } = "";

    public string Run { get; init; } = "";

    public long Fence { get; init; }

    public long CreatedAt { get; init; }

    /// <summary>The outcome of its training, JSON.</summary>
    public string Outcome { get; init; } = "{}";

    public Guid RunId => Guid.ParseExact(Run, "N");
}
