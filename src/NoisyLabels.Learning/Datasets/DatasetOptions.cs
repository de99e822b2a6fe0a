namespace NoisyLabels.Learning.Datasets;

/// <summary>How to read a dataset; the defaults suit a folder and a manifest with the usual column names.</summary>
public sealed record DatasetOptions
{
    /// <summary>
    /// The manifest's column that holds the given labels; null takes the first of <c>label</c>, <c>given_label</c>,
    /// <c>class</c>. Folders have no columns and do not look at it.
    /// </summary>
    public string? LabelColumn { get; init; }

    /// <summary>
    /// The manifest's column that holds the paths; null takes the first of <c>file_name</c>, <c>filename</c>,
    /// <c>filepath</c>, <c>path</c>.
    /// </summary>
    public string? FileNameColumn { get; init; }
}
