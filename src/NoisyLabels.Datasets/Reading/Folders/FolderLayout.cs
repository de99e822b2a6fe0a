using NoisyLabels.Imaging.Decoding;

namespace NoisyLabels.Datasets.Reading.Folders;

/// <summary>Which folders of a dataset stand for classes, and which for splits.</summary>
/// <param name="HasSplits">Are the top-level folders splits, with the classes below them?</param>
/// <param name="ClassFolders">Relative paths of the class folders, empty ones among them, in ordinal order.</param>
internal sealed record FolderLayout(bool HasSplits, IReadOnlyList<string> ClassFolders)
{
    private static readonly HashSet<string> SplitNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "train", "training", "val", "valid", "validation", "dev", "test", "testing",
    };

    /// <summary>
    /// The top-level folders are splits where all of them are named like splits and one at least holds folders; else
    /// they are classes. Folders that an earlier run of this program wrote are neither.
    /// </summary>
    public static FolderLayout Of(FolderListing listing)
    {
        var outputs = OutputFolders(listing);
        var top = listing.TopLevelFolders.Where(folder => !outputs.Contains(folder)).ToList();
        var hasSplits = top.Count > 0
            && top.All(SplitNames.Contains)
            && top.Any(folder => listing.ChildrenOf(folder).Any());
        var folders = hasSplits ? top.SelectMany(listing.ChildrenOf) : top;
        var withFiles = listing.Files.Select(Parent).ToHashSet(StringComparer.Ordinal);
        return new FolderLayout(
            hasSplits, [.. folders.Where(folder => !IsStray(folder)).Order(StringComparer.Ordinal)]);

        // A folder "x.jpg" is a class where it holds something, and else a stray.
        bool IsStray(string folder) =>
            ImageFormats.HasImageExtension(folder)
            && !withFiles.Any(parent => parent == folder || parent.StartsWith(folder + "/", StringComparison.Ordinal));
    }

    public static bool IsSplitName(string name) => SplitNames.Contains(name);

    /// <summary>Top-level folders that hold the results of a run, by the files that every run writes.</summary>
    public static HashSet<string> OutputFolders(FolderListing listing)
    {
        var files = listing.Files.ToHashSet(StringComparer.Ordinal);
        return [.. listing.TopLevelFolders.Where(
            folder => files.Contains($"{folder}/run.json") && files.Contains($"{folder}/issues.csv"))];
    }

    /// <summary>Split and class of a file, by its path; null where it lies in no class folder.</summary>
    public (string? Split, string Class)? Place(string file)
    {
        var parts = file.Split('/', 4);
        return (HasSplits, parts.Length) switch
        {
            (true, >= 3) => (parts[0], parts[1]),
            (false, >= 2) => (null, parts[0]),
            _ => null,
        };
    }

    public string ClassOf(string classFolder) =>
        HasSplits ? classFolder[(classFolder.IndexOf('/') + 1)..] : classFolder;

    private static string Parent(string file) => file.LastIndexOf('/') is var slash and > 0 ? file[..slash] : "";
}
