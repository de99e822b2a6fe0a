namespace NoisyLabels.Cli.Importing;

/// <summary>Which images a project has already: by the path and the content that its tasks remember.</summary>
internal sealed class KnownTasks(IEnumerable<TaskOrigin> origins)
{
    /// <summary>A file may have several tasks where somebody copied them; any of them is enough.</summary>
    private readonly Dictionary<string, string?> _contents = origins
        .GroupBy(origin => origin.FileName, StringComparer.Ordinal)
        .ToDictionary(tasks => tasks.Key, tasks => tasks.First().Sha256, StringComparer.Ordinal);

    public IReadOnlyCollection<string> FileNames => _contents.Keys;

    public bool Has(string file) => _contents.ContainsKey(file);

    /// <summary>Whether the task of this file was made of other bytes.</summary>
    public bool Differs(string file, string sha256) => _contents[file] != sha256;
}

/// <summary>What each imported task keeps beside its image, so that there is a way back.</summary>
internal static class TaskKeys
{
    /// <summary>Path below the dataset's root, forward slashes.</summary>
    public const string FileName = "file_name";

    /// <summary>SHA-256 of the file's bytes, lower-case hex.</summary>
    public const string Sha256 = "sha256";

    /// <summary>The class that the dataset gave it.</summary>
    public const string GivenLabel = "given_label";

    /// <summary>train, test …; absent where the dataset has no splits.</summary>
    public const string Split = "split";

    public static bool IsOurs(string key) => key is FileName or Sha256 or GivenLabel or Split;
}
