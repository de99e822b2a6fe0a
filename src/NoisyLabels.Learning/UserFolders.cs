namespace NoisyLabels.Learning;

/// <summary>
/// Where files live that can be made again: NOISYLABELS_CACHE, else XDG_CACHE_HOME/noisylabels, else
/// ~/.cache/noisylabels.
/// </summary>
public static class CacheFolders
{
    public static string Root =>
        Variable("NOISYLABELS_CACHE")
        ?? Path.Combine(
            Variable("XDG_CACHE_HOME")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "noisylabels");

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
