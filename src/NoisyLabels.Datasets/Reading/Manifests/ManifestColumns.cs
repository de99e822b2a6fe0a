namespace NoisyLabels.Datasets.Reading.Manifests;

/// <summary>Names of the columns that are read, as they are spelt in one manifest.</summary>
internal sealed record ManifestColumns(string FileName, string Label, string? Split)
{
    private static readonly string[] FileNames = ["file_name", "filename", "filepath", "file_path", "path"];
    private static readonly string[] Labels = ["label", "given_label", "class"];

    /// <param name="manifest">For messages.</param>
    /// <param name="present">The columns that the manifest has; names are compared without regard to case.</param>
    /// <exception cref="UserErrorException">There is no column of paths, or none of labels.</exception>
    public static ManifestColumns Find(string manifest, IReadOnlyList<string> present, DatasetOptions options) =>
        new(
            Find(manifest, present, "path of the image", options.FileNameColumn, FileNames),
            Find(manifest, present, "label", options.LabelColumn, Labels),
            Match(present, "split"));

    /// <summary>Does one of these columns hold paths, by its name?</summary>
    public static bool HasFileName(IReadOnlyList<string> present) =>
        FileNames.Any(name => Match(present, name) is not null);

    /// <summary>Do these columns hold paths and labels?</summary>
    public static bool Fit(IReadOnlyList<string> present, DatasetOptions options) =>
        (options.FileNameColumn is { } file ? Match(present, file) is not null : HasFileName(present))
        && (options.LabelColumn is { } label ? [label] : Labels).Any(name => Match(present, name) is not null);

    private static string Find(
        string manifest, IReadOnlyList<string> present, string meaning, string? asked, string[] usual)
    {
        string[] names = asked is null ? usual : [asked];
        return names.Select(name => Match(present, name)).FirstOrDefault(name => name is not null)
            ?? throw new UserErrorException(
                $"\"{manifest}\" has no column with the {meaning}: {string.Join(" or ", names)} is expected, "
                + $"but its columns are {(present.Count == 0 ? "none" : string.Join(", ", present.Take(20)))}.");
    }

    private static string? Match(IReadOnlyList<string> present, string name) =>
        present.FirstOrDefault(column => column == name)
        ?? present.FirstOrDefault(column => column.Trim().Equals(name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>One image of a manifest, as it stands there.</summary>
/// <param name="Where">For messages: <c>line 3</c>, <c>row 3</c>, <c>task 3</c>; lines and rows count from 1.</param>
/// <param name="Problem">Why it has no label or no file; the label is null then.</param>
internal sealed record ManifestRow(
    string Where, string? FileName, string? Label, string? Split, string? Problem = null);
