namespace NoisyLabels.Grains.Storage.Rows;

/// <summary>A project that has been heard of.</summary>
public sealed record ProjectRow
{
    /// <summary>Its key.</summary>
    public string Project { get; init; } = "";

    public string Instance { get; init; } = "";

    public string? Title { get; init; }

    /// <summary>When it was last set up or renamed, milliseconds since 1970.</summary>
    public long UpdatedAt { get; init; }
}
