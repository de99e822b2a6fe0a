namespace NoisyLabels.Contracts.Api;

/// <summary>The answer to <c>GET …/decisions</c>.</summary>
/// <param name="Decisions">Newest first.</param>
public sealed record DecisionList(IReadOnlyList<DecisionRecord> Decisions);

/// <summary>A decision that a person took. A decision is never changed; a later one may undo it.</summary>
/// <param name="Seq">Grows from decision to decision.</param>
/// <param name="Kind">Name of a <see cref="Corrections.DecisionKind"/>, for example <c>Accepted</c>.</param>
/// <param name="FromLabel">The given label at that time.</param>
/// <param name="ToLabel">The label that is right; null where the decision names none.</param>
/// <param name="Score">The label quality that the person saw; null where there was none.</param>
/// <param name="At">Milliseconds since 1970.</param>
public sealed record DecisionRecord(
    long Seq,
    string Control,
    long TaskId,
    string Kind,
    string? FromLabel,
    string? ToLabel,
    double? Score,
    string ModelVersion,
    string Actor,
    long At);
