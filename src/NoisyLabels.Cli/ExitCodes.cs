namespace NoisyLabels.Cli;

/// <summary>What the program tells a script by its exit code.</summary>
internal static class ExitCodes
{
    /// <summary>The work is done.</summary>
    public const int Done = 0;

    /// <summary>The work could not be done; one sentence on stderr says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line was wrong.</summary>
    public const int Usage = 2;

    /// <summary>The work is done, wrong labels were found, and <c>--fail-on-issues</c> was given.</summary>
    public const int IssuesFound = 3;

    /// <summary>Ctrl-C, as shells count it: 128 + SIGINT.</summary>
    public const int Interrupted = 130;
}
