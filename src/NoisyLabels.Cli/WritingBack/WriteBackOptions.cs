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

/// <summary>As what corrections go back into Label Studio.</summary>
internal enum WriteBackForm
{
    /// <summary>To be looked at: annotators see them and take them over, or not.</summary>
    Predictions,

    /// <summary>As answers, beside those that a task has.</summary>
    Annotations,
}

/// <summary>What was written into Label Studio, or taken back, or would be.</summary>
/// <param name="Done">Predictions or annotations.</param>
/// <param name="AlreadyThere">Tasks that have what would be written; in an undo, none.</param>
/// <param name="Left">One sentence for each that was left alone, with its reason.</param>
internal sealed record WriteBackSummary(
    long Project, WriteBackForm Form, bool IsUndo, bool DryRun, int Done, int AlreadyThere, IReadOnlyList<string> Left);
