using NoisyLabels.Learning.Detection;
using NoisyLabels.Learning.Features;
using NoisyLabels.Learning.InstanceGM;

namespace NoisyLabels.Datasets.Finding;

/// <summary>What is to be looked at for wrong labels, and how.</summary>
public sealed record FindOptions
{
    /// <summary>
    /// A dataset as <see cref="Reading.DatasetReader"/> reads it: a folder, or a file that names images and labels.
    /// </summary>
    public required string Input { get; init; }

    /// <value>
    /// Column of a manifest that holds the given labels. The default is null: it is recognised by its name.
    /// </value>
    public string? LabelColumn { get; init; }

    /// <value>Folder that a manifest's paths are relative to. The default is null: the manifest's own.</value>
    public string? Images { get; init; }

    /// <value>Name or file of the backbone. The default is null: the one that comes with the product.</value>
    public string? Backbone { get; init; }

    /// <value>
    /// Sides in pixels of the squares that are encoded. The default is none: chosen from the images' own sizes.
    /// </value>
    public IReadOnlyList<int> Sizes { get; init; } = [];

    /// <value>Name of the method, see <see cref="DetectionMethods"/>. The default is its first.</value>
    public string Method { get; init; } = DetectionMethods.Default.Name;

    /// <value>Settings of the methods that train InstanceGM. The default is null: the preset light.</value>
    public InstanceGmOptions? InstanceGm { get; init; }

    /// <value>The same seed gives the same numbers on the same machine. The default is 0.</value>
    public int Seed { get; init; }

    /// <value>Threads for decoding, encoding and learning. The default is one a core.</value>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <value>Folder of the cache of features. The default is <see cref="UserFolders.Cache"/>.</value>
    public string CachePath { get; init; } = UserFolders.Cache;

    internal FeatureOptions Features => new() { Sizes = Sizes, Threads = Threads, CachePath = CachePath };
}
