using System.Text.Json;
using NoisyLabels.Datasets.Corrections.Exporting;
using NoisyLabels.Datasets.Tables;

namespace NoisyLabels.Datasets.Corrections;

/// <summary>
/// Writes the labels of a dataset for other tools; <see cref="Reading.DatasetReader"/> reads each of them back.
/// </summary>
public static class LabelWriter
{
    private const byte NewLine = (byte)'\n';

    public static void Write(Stream stream, LabelFormat format, CorrectedLabels labels)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(labels);
        var columns = LabelColumn.Of(labels);
        switch (format)
        {
            case LabelFormat.Csv:
                CsvTable.Write(
                    stream,
                    columns.Select(column => column.Name),
                    labels.Items.Select(label => columns.Select(column => column.Value(label))));
                break;
            case LabelFormat.JsonLines:
                WriteLines(stream, columns, labels);
                break;
            case LabelFormat.Parquet:
                LabelParquet.Write(stream, columns, labels);
                break;
            case LabelFormat.FiftyOne:
                FiftyOneWriter.Write(stream, labels);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "No format of labels.");
        }
    }

    private static void WriteLines(Stream stream, IReadOnlyList<LabelColumn> columns, CorrectedLabels labels)
    {
        using var writer = new Utf8JsonWriter(stream);
        foreach (var label in labels.Items)
        {
            writer.WriteStartObject();
            foreach (var column in columns)
            {
                writer.WriteString(column.Name, column.Value(label));
            }

            writer.WriteEndObject();
            writer.Flush();
            stream.WriteByte(NewLine);
            writer.Reset();
        }
    }
}

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
