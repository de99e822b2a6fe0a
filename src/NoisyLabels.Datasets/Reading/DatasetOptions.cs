namespace NoisyLabels.Datasets.Reading;

/// <summary>How to read a dataset; the defaults suit a folder and a manifest with the usual column names.</summary>
public sealed record DatasetOptions
{
    /// <summary>
    /// The manifest's column that holds the given labels; null takes the first of <c>label</c>, <c>given_label</c>,
    /// <c>class</c>. In an export of Label Studio it is the control whose choices are the labels.
    /// Folders of classes have no columns and do not look at it.
    /// </summary>
    public string? LabelColumn { get; init; }

    /// <summary>
    /// The folder that a manifest's paths are relative to; null for the manifest's own. Folders have no use for it.
    /// </summary>
    public string? Images { get; init; }

    /// <summary>
    /// The manifest's column that holds the paths; null takes the first of <c>file_name</c>, <c>filename</c>,
    /// <c>filepath</c>, <c>path</c>.
    /// </summary>
    public string? FileNameColumn { get; init; }
}
