namespace NoisyLabels.Datasets.Reading.Manifests;

/// <summary>What a file that names images and labels looks like inside.</summary>
internal enum ManifestFormat
{
    /// <summary>A header and rows, separated by commas, tabs or semicolons.</summary>
    Table,

    /// <summary>One JSON object a line.</summary>
    JsonLines,

    /// <summary>A list of JSON objects: an export of Label Studio, or rows.</summary>
    JsonList,

    /// <summary>FiftyOne's <c>labels.json</c>.</summary>
    FiftyOne,

    Parquet,
}
