using System.Globalization;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;

namespace NoisyLabels.Datasets.Evaluation;

/// <summary>The right labels of images, read from a CSV or JSON Lines file.</summary>
public sealed class TruthFile
{
    private const int NamesShown = 3;

    private static readonly string[] NameColumns = ["file_name", "filename", "path"];

    /// <summary>The more particular name first: beside a column for the truth, <c>label</c> is often the given
    /// label.</summary>
    private static readonly string[] LabelColumns = ["clean_label", "true_label", "clean", "label"];

    private readonly string _path;
    private readonly Dictionary<string, string> _labels = new(StringComparer.Ordinal);

    private TruthFile(string path) => _path = path;

    /// <summary>Right label of each image, by its path relative to the dataset, with forward slashes.</summary>
    public IReadOnlyDictionary<string, string> Labels => _labels;

    /// <summary>
    /// Reads <c>file_name,label</c> from a <c>.csv</c> file with a header or a <c>.jsonl</c> file with one object a
    /// line. The label may also be called <c>clean</c>, <c>true_label</c> or <c>clean_label</c>, the file name
    /// <c>filename</c> or <c>path</c>; other columns are passed over.
    /// </summary>
    /// <exception cref="UserErrorException">The file cannot be read, or names an image twice.</exception>
    public static TruthFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new TruthFile(path);
        try
        {
            file.Fill(Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".csv" => ReadCsv(path),
                ".jsonl" => ReadJsonLines(path),
                _ => throw new UserErrorException($"The truth must be a .csv or .jsonl file, which {path} is not."),
            });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The truth file {path} cannot be read: {exception.Message}", exception);
        }

        return file;
    }

    /// <summary>Numbers of the right labels for the images of a run.</summary>
    /// <param name="fileNames">[N] relative paths of the images.</param>
    /// <param name="classes">[K] names of the classes; a label's number is its place here.</param>
    /// <exception cref="UserErrorException">An image has no row, or a label is none of the classes.</exception>
    public int[] LabelsOf(IReadOnlyList<string> fileNames, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(fileNames);
        ArgumentNullException.ThrowIfNull(classes);
        var labels = fileNames.Select(name => _labels.GetValueOrDefault(Normalized(name))).ToArray();
        var missing = fileNames.Zip(labels).Where(pair => pair.Second is null).Select(pair => pair.First).ToArray();
        if (missing.Length > 0)
        {
            throw new UserErrorException(
                $"{_path} has no label for {missing.Length} of {fileNames.Count} images: {Shown(missing)}; add them.");
        }

        var numbers = classes.Index().ToDictionary(item => item.Item, item => item.Index, StringComparer.Ordinal);
        var unknown = labels.OfType<string>()
            .Where(label => !numbers.ContainsKey(label))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (unknown.Length > 0)
        {
            throw new UserErrorException(
                $"{_path} has labels that are no class of the run ({unknown.Length}): {Shown(unknown)}; "
                + $"the classes are {Shown(classes)}.");
        }

        return Array.ConvertAll(labels, label => numbers[label!]);
    }

    private static IEnumerable<(string Name, string Label)> ReadCsv(string path)
    {
        using var csv = new CsvReader(
            new StreamReader(path),
            new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, MissingFieldFound = null });
        if (!csv.Read() || !csv.ReadHeader())
        {
            throw new UserErrorException(
                $"The truth file {path} is empty; it needs a header and a row for each image.");
        }

        var header = csv.HeaderRecord!;
        var name = Column(header, NameColumns, path);
        var label = Column(header, LabelColumns, path);
        while (csv.Read())
        {
            if (csv.GetField(name) is not { Length: > 0 } nameField || csv.GetField(label) is not { Length: > 0 } field)
            {
                throw new UserErrorException(
                    $"Line {csv.Parser.RawRow} of {path} lacks a file name or a label; fill it in or remove it.");
            }

            yield return (nameField, field);
        }
    }

    private static IEnumerable<(string Name, string Label)> ReadJsonLines(string path)
    {
        foreach (var (index, line) in File.ReadLines(path).Index())
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var row = ParseObject(line)
                ?? throw new UserErrorException($"Line {index + 1} of {path} is no JSON object; put one on each line.");
            yield return (row[Column(row.Keys, NameColumns, path)], row[Column(row.Keys, LabelColumns, path)]);
        }
    }

    /// <summary>The object's strings and numbers as text; null where the line is no object.</summary>
    private static Dictionary<string, string>? ParseObject(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind is not JsonValueKind.Object ? null : document.RootElement
                .EnumerateObject()
                .Where(property => property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                .DistinctBy(property => property.Name)
                .ToDictionary(property => property.Name, property => property.Value.ToString());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Column(IEnumerable<string> present, string[] accepted, string path) =>
        accepted.FirstOrDefault(present.Contains) ?? throw new UserErrorException(
            $"The truth file {path} has no column {string.Join(" or ", accepted)}; it has {Shown([.. present])}.");

    private void Fill(IEnumerable<(string Name, string Label)> rows)
    {
        var duplicates = new List<string>();
        foreach (var (name, label) in rows)
        {
            if (!_labels.TryAdd(Normalized(name), label))
            {
                duplicates.Add(name);
            }
        }

        if (duplicates.Count > 0)
        {
            throw new UserErrorException(
                $"{_path} names images more than once ({duplicates.Count}): {Shown(duplicates)}; "
                + "leave one row for each.");
        }
    }

    /// <summary>File names compare by their path with forward slashes, whatever system wrote them.</summary>
    private static string Normalized(string name)
    {
        var slashes = name.Replace('\\', '/');
        return slashes.StartsWith("./", StringComparison.Ordinal) ? slashes[2..] : slashes;
    }

    private static string Shown(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(NamesShown)) + (names.Count > NamesShown ? ", …" : "");
}
