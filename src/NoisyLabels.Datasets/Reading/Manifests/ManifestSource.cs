namespace NoisyLabels.Datasets.Reading.Manifests;

/// <summary>A file that names images and labels, and where its images lie.</summary>
/// <param name="Folder">What its paths are relative to.</param>
/// <param name="Split">The split of images about which the file does not say.</param>
internal sealed record ManifestSource(string Path, string Folder, string? Split = null)
{
    private const string ClassNames = "classes.txt";

    /// <summary>Its rows; labels that are numbers get the names of a <c>classes.txt</c> beside it.</summary>
    /// <exception cref="UserErrorException">It is no manifest, or damaged.</exception>
    public IEnumerable<ManifestRow> Rows(DatasetOptions options)
    {
        var rows = ManifestDetection.Of(Path) switch
        {
            ManifestFormat.JsonLines => JsonLinesManifest.Rows(Path, options),
            ManifestFormat.JsonList => JsonListManifest.Rows(Path, new ImageSearch(Folder), options),
            ManifestFormat.FiftyOne => new FiftyOneLabels(Path, Folder).Rows(),
            ManifestFormat.Parquet => ParquetManifest.Rows(Path, options),
            _ when LabelStudioExport.IsFlat(CsvManifest.Columns(Path)) =>
                new LabelStudioExport(Path, new ImageSearch(Folder), options).Flat([.. CsvManifest.Objects(Path)]),
            _ => CsvManifest.Rows(Path, options),
        };
        var names = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, ClassNames);
        return File.Exists(names) ? Named([.. rows], names) : rows;
    }

    /// <summary>The columns of a table that describes the folder it lies in.</summary>
    public IReadOnlyList<string> Columns() => ManifestDetection.Of(Path) switch
    {
        ManifestFormat.JsonLines => JsonLinesManifest.Columns(Path),
        ManifestFormat.Parquet => ParquetManifest.Columns(Path),
        ManifestFormat.Table => CsvManifest.Columns(Path),
        _ => [],
    };

    private static List<ManifestRow> Named(List<ManifestRow> rows, string path)
    {
        if (rows.Exists(row => row.Label is { Length: > 0 } label && !label.All(char.IsAsciiDigit)))
        {
            return rows;
        }

        string[] names = [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0)];
        return rows.ConvertAll(row =>
            row.Label is not { Length: > 0 } label ? row
            : int.TryParse(label, out var index) && index < names.Length ? row with { Label = names[index] }
            : row with
            {
                Label = null,
                Problem = $"Its label {label} has no name: {ClassNames} beside the manifest has {names.Length}.",
            });
    }
}
