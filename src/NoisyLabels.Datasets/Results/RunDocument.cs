using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Datasets.Results;

/// <summary>What <c>run.json</c> holds: how a run was made, on what, and what it came to.</summary>
public sealed record RunDocument
{
    /// <summary>The newest version that this program writes and reads.</summary>
    public const int CurrentSchemaVersion = 1;

    public const string ToolName = "noisylabels";

    /// <summary>Always <see cref="ToolName"/>; by it a folder is known as ours.</summary>
    public required string Tool { get; init; }

    public required int SchemaVersion { get; init; }

    public required string ToolVersion { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? Project { get; init; }

    public required string ModelVersion { get; init; }

    public required RunDataset Dataset { get; init; }

    public required IReadOnlyDictionary<string, object?> Options { get; init; }

    public required long Seed { get; init; }

    public required int Threads { get; init; }

    public required string Device { get; init; }

    public required string Method { get; init; }

    public required BackboneInfo Backbone { get; init; }

    /// <summary>Images whose features came from the cache.</summary>
    public required int FeaturesFromCache { get; init; }

    public required double EncoderSeconds { get; init; }

    /// <summary>Images whose label is reported as wrong.</summary>
    public required int LabelIssues { get; init; }

    public double? EstimatedNoiseRate { get; init; }

    /// <summary>What the method chose and estimated, by name.</summary>
    public required IReadOnlyDictionary<string, object> Facts { get; init; }

    public IReadOnlyList<CalibrationBin>? Calibration { get; init; }

    public required IReadOnlyDictionary<string, double> TimingsSeconds { get; init; }

    /// <summary>Names of all files that the run wrote, this one among them.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Sentences that the reader must see: what limits the result, what went wrong without harming it.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Every file that took no part, with its reason.</summary>
    public required IReadOnlyList<SkippedImage> Skipped { get; init; }
}

/// <summary>The dataset of a run.</summary>
/// <param name="Source">What the user named: a folder or a manifest.</param>
/// <param name="Root">The folder that file names are relative to.</param>
/// <param name="SnapshotSha256">Hash over the names, contents and given labels of all images that were used.</param>
/// <param name="ImagesFound">Images that were used and files that were not.</param>
/// <param name="ImagesUsed">N, the rows of every table.</param>
/// <param name="ImagesSkipped">Files that took no part.</param>
/// <param name="Classes">Class names in ordinal order.</param>
public sealed record RunDataset(
    string Source,
    string Root,
    string SnapshotSha256,
    int ImagesFound,
    int ImagesUsed,
    int ImagesSkipped,
    IReadOnlyList<string> Classes);
