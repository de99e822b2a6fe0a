namespace NoisyLabels.Datasets.Reading.Folders;

/// <summary>
/// Files and folders that lie in datasets without being part of them; they are left out without a word.
/// </summary>
internal static class IgnoredNames
{
    private static readonly HashSet<string> SystemNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "__MACOSX", "@eaDir", "$RECYCLE.BIN", "System Volume Information", "lost+found", "Thumbs.db", "ehthumbs.db",
        "desktop.ini",
    };

    private static readonly HashSet<string> DescriptionNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "metadata.csv", "metadata.jsonl", "metadata.parquet", "labels.csv", "labels.json", "labels.jsonl",
        "labels.parquet", "labels.txt", "tasks.json", "manifest.csv", "manifest.jsonl", "truth.csv", "classes.txt", "README", "README.md", "README.txt",
        "license.txt",
    };

    /// <summary>Hidden, or made by an operating system or a file manager.</summary>
    public static bool IsSystem(string name) => name.StartsWith('.') || SystemNames.Contains(name);

    /// <summary>Describes a dataset, as tools of the field write it beside the images.</summary>
    public static bool IsDescription(string name) => DescriptionNames.Contains(name);
}
