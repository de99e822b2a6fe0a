namespace NoisyLabels.Common;

/// <summary>Where the program keeps files of its own, below the user's home unless the environment says otherwise.</summary>
public static class UserFolders
{
    /// <summary>
    /// For files that can be made again: NOISYLABELS_CACHE, else XDG_CACHE_HOME/noisylabels, else ~/.cache/noisylabels.
    /// </summary>
    public static string Cache => Folder("NOISYLABELS_CACHE", "XDG_CACHE_HOME", ".cache");

    /// <summary>
    /// For files that a user added: NOISYLABELS_HOME, else XDG_DATA_HOME/noisylabels, else ~/.local/share/noisylabels.
    /// </summary>
    public static string Data => Folder("NOISYLABELS_HOME", "XDG_DATA_HOME", Path.Combine(".local", "share"));

    private static string Folder(string own, string common, string belowHome) =>
        Variable(own)
        ?? Path.Combine(
            Variable(common)
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), belowHome),
            "noisylabels");

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
