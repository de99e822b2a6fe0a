using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NoisyLabels.Datasets.Results.Issues;

/// <summary>issues.jsonl: one JSON object a line, every column in every line, a missing value is null.</summary>
internal static class IssueJsonLines
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream stream, IEnumerable<IssueRow> rows)
    {
        var line = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(line, Compact);
        foreach (var row in rows)
        {
            writer.WriteStartObject();
            foreach (var column in IssueColumns.All)
            {
                writer.WritePropertyName(column.Name);
                WriteValue(writer, column, column.Text(row));
            }

            writer.WriteEndObject();
            writer.Flush();
            line.Write("\n"u8);
            stream.Write(line.WrittenSpan);
            line.ResetWrittenCount();
            writer.Reset();
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, IssueColumn column, string? text)
    {
        if (text is null)
        {
            writer.WriteNullValue();
        }
        else if (column.Kind is ColumnKind.Text or ColumnKind.Timestamp)
        {
            writer.WriteStringValue(text);
        }
        else
        {
            writer.WriteRawValue(text);
        }
    }
}
