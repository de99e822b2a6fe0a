namespace NoisyLabels.Cli.Exporting;

/// <summary>What a file of corrected labels is for.</summary>
internal enum ExportFormat
{
    Csv,
    JsonLines,
    Parquet,

    /// <summary>Hugging Face: a table that is called metadata and lies beside the images.</summary>
    ImageFolder,

    FiftyOne,

    /// <summary>Tasks with the labels as annotations, and open suggestions as predictions.</summary>
    LabelStudio,
}
