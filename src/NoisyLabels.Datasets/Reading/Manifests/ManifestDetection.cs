using System.Text;
using System.Text.Json;

namespace NoisyLabels.Datasets.Reading.Manifests;

/// <summary>Tells the format of a file by its first bytes; its name decides only where those leave a choice.</summary>
internal static class ManifestDetection
{
    private const int HeadLength = 1 << 16;

    private static readonly string[] TableNames = [".csv", ".tsv"];
    private static readonly string[] LinesNames = [".jsonl", ".ndjson"];

    /// <summary>Is it a manifest by its name, as far as names can tell?</summary>
    public static bool IsNamedSo(string path) =>
        Has(path, TableNames) || Has(path, LinesNames) || Has(path, [".parquet"]);

    /// <exception cref="UserErrorException">It is something else.</exception>
    public static ManifestFormat Of(string path)
    {
        var (head, isWhole) = ReadHead(path);
        var text = head.AsSpan().StartsWith("\uFEFF"u8) ? head.AsSpan(3) : head;
        text = text.TrimStart(" \t\r\n"u8);
        if (text.StartsWith("PAR1"u8))
        {
            return ManifestFormat.Parquet;
        }

        if (text.StartsWith("PK\u0003\u0004"u8) || text is [0x1F, 0x8B, ..])
        {
            throw new UserErrorException($"\"{path}\" is an archive: unpack it, and name what was in it.");
        }

        return text switch
        {
            [(byte)'{', ..] => OfObject(path, text, isWhole),
            [(byte)'[', .. var rest] when rest.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)']', ..] or [] =>
                ManifestFormat.JsonList,
            _ when Has(path, LinesNames) => ManifestFormat.JsonLines,
            _ when Has(path, TableNames) || IsTable(text) => ManifestFormat.Table,
            _ => throw new UserErrorException(
                $"\"{path}\" is neither a folder of images nor a manifest: CSV, JSON Lines or Parquet with file_name "
                + "and label, FiftyOne's labels.json, or an export of Label Studio as JSON, JSON_MIN or CSV."),
        };
    }

    /// <summary>One JSON object: the first of many lines, or FiftyOne's only one.</summary>
    private static ManifestFormat OfObject(string path, ReadOnlySpan<byte> text, bool isWhole)
    {
        var reader = new Utf8JsonReader(text, isWhole, default);
        try
        {
            while (reader.Read())
            {
                if (reader is { TokenType: JsonTokenType.EndObject, CurrentDepth: 0 })
                {
                    break;
                }

                if (reader is not { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 })
                {
                    continue;
                }

                var (isLabels, isClasses) = (reader.ValueTextEquals("labels"), reader.ValueTextEquals("classes"));
                RequireNoCorrections(path, ref reader);
                if (reader.Read()
                    && ((isLabels && reader.TokenType is JsonTokenType.StartObject)
                        || (isClasses && reader.TokenType is JsonTokenType.StartArray)))
                {
                    return ManifestFormat.FiftyOne;
                }
            }
        }
        catch (JsonException)
        {
            // Whoever reads the lines says which of them is wrong.
        }

        return ManifestFormat.JsonLines;
    }

    private static void RequireNoCorrections(string path, ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("corrected_paths") || reader.ValueTextEquals("schema_version"))
        {
            throw new UserErrorException(
                $"\"{path}\" holds results of this program, not a dataset: name the dataset itself, and give "
                + "corrections to 'apply' or 'export'.");
        }
    }

    /// <summary>A text whose first line has the columns of a manifest, whatever the file is called.</summary>
    private static bool IsTable(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny((byte)'\r', (byte)'\n');
        var header = Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
        string[] names = [.. header.Split([',', '\t', ';']).Select(name => name.Trim('"'))];
        return !header.Contains('\0') && (ManifestColumns.HasFileName(names) || LabelStudioExport.IsFlat(names));
    }

    private static (byte[] Head, bool IsWhole) ReadHead(string path)
    {
        using var stream = File.OpenRead(path);
        var head = new byte[HeadLength];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return (head[..length], length < HeadLength);
    }

    private static bool Has(string path, string[] extensions) =>
        extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
