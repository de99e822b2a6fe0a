namespace NoisyLabels.Cli.WritingBack;

/// <summary>Which corrections are written, and how.</summary>
internal sealed record WriteBackOptions
{
    public WriteBackForm Form { get; init; }

    /// <summary>
    /// Suggestions about which nobody decided are written with this probability at least, 0 to 1; null for none of
    /// them. What a person decided is always written.
    /// </summary>
    public double? AtLeast { get; init; }

    public bool DryRun { get; init; }
}
