namespace NoisyLabels.Learning;

/// <summary>
/// Where files live that a user added: NOISYLABELS_HOME, else XDG_DATA_HOME/noisylabels, else
/// ~/.local/share/noisylabels.
/// </summary>
public static class DataFolders
{
    public static string Root =>
        Variable("NOISYLABELS_HOME")
        ?? Path.Combine(
            Variable("XDG_DATA_HOME")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share"),
            "noisylabels");

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
