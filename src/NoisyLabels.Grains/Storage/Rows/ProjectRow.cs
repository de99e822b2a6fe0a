namespace NoisyLabels.Grains.Storage.Rows;

/// <summary>A project that has been heard of.</summary>
public sealed record ProjectRow
{
    /// <summary>Its key.</summary>
    public string Project { get; init; } = "";

    public string Instance { get; init; } = "";

    public string? Title { get; init; }

    /// <summary>The version that predicts; null before the first.</summary>
    public string? ActiveVersion { get; init; }

    /// <summary>Sides in pixels that its images are encoded at, with commas; null before the first images.</summary>
    public string? ImageSizes { get; init; }

    /// <summary>When it was last set up or renamed, milliseconds since 1970.</summary>
    public long UpdatedAt { get; init; }
}
