using NoisyLabels.Datasets.Corrections;

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

/// <summary>The format of the corrected labels, and the file that they go to.</summary>
internal sealed record ExportTarget(ExportFormat Format, string File)
{
    public static IReadOnlyList<string> FormatNames { get; } =
        ["csv", "jsonl", "parquet", "imagefolder", "fiftyone", "label-studio"];

    private static readonly string[] DefaultFiles =
        ["labels.csv", "labels.jsonl", "labels.parquet", "metadata.jsonl", "labels.json", "tasks.json"];

    /// <summary>The format of the table; the extension of the file says it for the metadata of an imagefolder.</summary>
    public LabelFormat Table => Format switch
    {
        ExportFormat.FiftyOne => LabelFormat.FiftyOne,
        ExportFormat.JsonLines => LabelFormat.JsonLines,
        ExportFormat.Parquet => LabelFormat.Parquet,
        ExportFormat.ImageFolder => TableOf(Path.GetExtension(File)) ?? LabelFormat.JsonLines,
        _ => LabelFormat.Csv,
    };

    /// <param name="format">One of <see cref="FormatNames"/>; null for what the file is called.</param>
    /// <param name="file">Null for the format's usual name, in the current folder.</param>
    /// <exception cref="UserErrorException">The two do not fit.</exception>
    public static ExportTarget Of(string? format, string? file)
    {
        var kind = format is not null
            ? (ExportFormat)FormatNames.Index().Single(name => name.Item == format).Index
            : (ExportFormat?)TableOf(Path.GetExtension(file ?? "x.csv")) ?? throw new UserErrorException(
                $"Which format? \"{file}\" does not say it; give --format: "
                + $"{string.Join(", ", FormatNames)}.");
        var target = new ExportTarget(kind, file ?? DefaultFiles[(int)kind]);
        return kind is not ExportFormat.ImageFolder
            || (Path.GetFileNameWithoutExtension(target.File) == "metadata"
                && TableOf(Path.GetExtension(target.File)) is not null)
            ? target
            : throw new UserErrorException(
                $"Hugging Face looks for metadata.csv, metadata.jsonl or metadata.parquet, not for "
                + $"\"{Path.GetFileName(file)}\"; give the file one of these names.");
    }

    private static LabelFormat? TableOf(string extension) => extension.ToLowerInvariant() switch
    {
        ".csv" => LabelFormat.Csv,
        ".jsonl" => LabelFormat.JsonLines,
        ".parquet" => LabelFormat.Parquet,
        _ => null,
    };
}
