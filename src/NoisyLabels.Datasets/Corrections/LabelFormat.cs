namespace NoisyLabels.Datasets.Corrections;

/// <summary>A file of labels that other tools read.</summary>
public enum LabelFormat
{
    /// <summary>RFC 4180 with <c>file_name,label,given_label</c>, and <c>split</c> where there are splits.</summary>
    Csv,

    /// <summary>The same, one JSON object a line.</summary>
    JsonLines,

    /// <summary>The same as a Parquet table of texts.</summary>
    Parquet,

    /// <summary><c>labels.json</c> of FiftyOne's image classification dataset.</summary>
    FiftyOne,
}
