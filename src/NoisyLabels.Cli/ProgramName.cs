namespace NoisyLabels.Cli;

/// <summary>What to type to run this program again.</summary>
internal static class ProgramName
{
    private const string Name = "noisylabels";

    /// <summary>The bare name where the shell finds it, else a path to this executable.</summary>
    public static string Text { get; } = Find();

    private static string Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var own = Environment.ProcessPath;
        if (own is null
            || Path.GetFileNameWithoutExtension(own) != Name
            || folders.Any(folder => File.Exists(Path.Combine(folder, Name))))
        {
            return Name;
        }

        var near = Path.GetRelativePath(Environment.CurrentDirectory, own);
        return Terminal.PlainText.ForShell(near.StartsWith("..", StringComparison.Ordinal) ? own : near);
    }
}
