namespace NoisyLabels.Cli.WritingBack;

/// <summary>What was written into Label Studio, or taken back, or would be.</summary>
/// <param name="Done">Predictions or annotations.</param>
/// <param name="AlreadyThere">Tasks that have what would be written; in an undo, none.</param>
/// <param name="Left">One sentence for each that was left alone, with its reason.</param>
internal sealed record WriteBackSummary(
    long Project, WriteBackForm Form, bool IsUndo, bool DryRun, int Done, int AlreadyThere, IReadOnlyList<string> Left);
