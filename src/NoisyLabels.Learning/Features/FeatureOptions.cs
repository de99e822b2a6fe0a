namespace NoisyLabels.Learning.Features;

/// <summary>How features are made.</summary>
public sealed record FeatureOptions
{
    /// <value>
    /// Sides in pixels of the squares that are encoded; the features of several stand side by side, in this order. The
    /// default is none: <see cref="ImageSizeChoice"/> chooses from the images' own sizes.
    /// </value>
    public IReadOnlyList<int> Sizes { get; init; } = [];

    /// <value>Threads that encode, and as many that read and decode beside them. The default is one a core.</value>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <value>Folder of the cache of features. The default is <see cref="UserFolders.Cache"/>.</value>
    public string CachePath { get; init; } = UserFolders.Cache;
}
