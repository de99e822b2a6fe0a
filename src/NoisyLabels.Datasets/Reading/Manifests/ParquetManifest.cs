using System.Globalization;
using System.Text;
using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace NoisyLabels.Datasets.Reading.Manifests;

/// <summary>
/// A Parquet table. Labels are texts, or numbers; numbers get the names that Hugging Face keeps in the file's metadata.
/// </summary>
internal static class ParquetManifest
{
    private const string HuggingFace = "huggingface";

    public static IEnumerable<ManifestRow> Rows(string path, DatasetOptions options)
    {
        using var stream = File.OpenRead(path);
        var reader = Open(path, stream);
        try
        {
            var fields = FieldsOf(reader);
            RequireFiles(path, reader, options);
            var columns = ManifestColumns.Find(path, [.. fields.Keys], options);
            var names = ClassNames(reader, columns.Label);
            var row = 0;
            for (var group = 0; group < reader.RowGroupCount; group++)
            {
                var (files, labels, splits) = Guarded(path, () => ReadGroup(reader, group, fields, columns));
                for (var i = 0; i < files.Length; i++)
                {
                    row++;
                    yield return new ManifestRow($"row {row}", files[i], NameOf(labels[i], names), splits?[i]);
                }
            }
        }
        finally
        {
            reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    public static IReadOnlyList<string> Columns(string path)
    {
        using var stream = File.OpenRead(path);
        var reader = Open(path, stream);
        try
        {
            return [.. FieldsOf(reader).Keys];
        }
        finally
        {
            reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static ParquetReader Open(string path, Stream stream) =>
        Guarded(path, () => ParquetReader.CreateAsync(stream).GetAwaiter().GetResult());

    private static Dictionary<string, DataField> FieldsOf(ParquetReader reader) =>
        reader.Schema.Fields.OfType<DataField>().Where(field => !field.IsArray).ToDictionary(field => field.Name);

    private static void RequireFiles(string path, ParquetReader reader, DatasetOptions options)
    {
        if (options.FileNameColumn is null
            && !ManifestColumns.HasFileName([.. FieldsOf(reader).Keys])
            && reader.Schema.Fields.OfType<StructField>().FirstOrDefault() is { } images)
        {
            throw new UserErrorException(
                $"\"{path}\" holds the images themselves (column {images.Name}), but files are needed: write them out, "
                + "and name them in a column file_name.");
        }
    }

    private static (string?[] Files, string?[] Labels, string?[]? Splits) ReadGroup(
        ParquetReader reader, int number, Dictionary<string, DataField> fields, ManifestColumns columns)
    {
        using var group = reader.OpenRowGroupReader(number);
        return (
            ParquetTexts.Read(group, fields[columns.FileName]),
            ParquetTexts.Read(group, fields[columns.Label]),
            columns.Split is null ? null : ParquetTexts.Read(group, fields[columns.Split]));
    }

    private static string? NameOf(string? label, List<string>? names) =>
        names is not null
        && int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && index < names.Count
            ? names[index]
            : label;

    /// <summary><c>{"info": {"features": {LABEL: {"names": […]}}}}</c>, as the library datasets writes it.</summary>
    private static List<string>? ClassNames(ParquetReader reader, string label)
    {
        if (reader.CustomMetadata?.GetValueOrDefault(HuggingFace) is not { } text)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            var at = document.RootElement;
            foreach (var step in new[] { "info", "features", label, "names" })
            {
                if (at.ValueKind is not JsonValueKind.Object || !at.TryGetProperty(step, out at))
                {
                    return null;
                }
            }

            return at.ValueKind is JsonValueKind.Array ? [.. at.EnumerateArray().Select(name => $"{name}")] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is ParquetException or IOException or InvalidDataException
            or ArgumentException or NotSupportedException or InvalidOperationException or OverflowException
            or IndexOutOfRangeException or DecoderFallbackException)
        {
            throw new UserErrorException(
                $"\"{path}\" begins as Parquet but cannot be read ({exception.Message.TrimEnd('.')}): it may be cut "
                + "off; write or copy it again.",
                exception);
        }
    }
}
