namespace NoisyLabels.Cli.Importing;

/// <summary>What each imported task keeps beside its image, so that there is a way back.</summary>
internal static class TaskKeys
{
    /// <summary>Path below the dataset's root, forward slashes.</summary>
    public const string FileName = "file_name";

    /// <summary>Of the file's bytes, lower-case hex.</summary>
    public const string Sha256 = "sha256";

    /// <summary>The class that the dataset gave it.</summary>
    public const string GivenLabel = "given_label";

    /// <summary>train, test …; absent where the dataset has no splits.</summary>
    public const string Split = "split";

    public static bool IsOurs(string key) => key is FileName or Sha256 or GivenLabel or Split;
}
