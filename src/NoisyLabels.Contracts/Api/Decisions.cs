namespace NoisyLabels.Contracts.Api;

/// <summary>What a person did with a correction.</summary>
[GenerateSerializer, Alias("NoisyLabels.DecisionKind")]
public enum DecisionKind
{
    /// <summary>The suggested label is right.</summary>
    Accepted,

    /// <summary>The given label is right.</summary>
    Kept,

    /// <summary>Another label is right.</summary>
    Relabelled,

    /// <summary>The image does not belong into the dataset.</summary>
    Excluded,

    /// <summary>Somebody else should look.</summary>
    Unsure,

    /// <summary>Takes the latest decision on the image back.</summary>
    Undone,
}

/// <summary>One decision on one task.</summary>
/// <param name="Label">The label that is right; only for <see cref="DecisionKind.Relabelled"/>.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.Decision")]
public sealed record Decision(long TaskId, DecisionKind Kind, string? Label = null);

/// <param name="Taken">How many decisions were appended; all or none.</param>
/// <param name="Problems">Sentences: what is wrong with the batch; empty when it was taken.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.DecisionReply")]
public sealed record DecisionReply(int Taken, IReadOnlyList<string> Problems);

/// <summary>The answer to <c>GET …/decisions</c>.</summary>
/// <param name="Decisions">Newest first.</param>
public sealed record DecisionList(IReadOnlyList<DecisionRecord> Decisions);

/// <summary>A decision that a person took. A decision is never changed; a later one may undo it.</summary>
/// <param name="Seq">Grows from decision to decision.</param>
/// <param name="Kind">Name of a <see cref="DecisionKind"/>, for example <c>Accepted</c>.</param>
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

/// <param name="Control">Name of the control; null for the only one.</param>
/// <param name="Actor">Who decided, for people.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.DecisionBatch")]
public sealed record DecisionBatch(string? Control, string Actor, IReadOnlyList<Decision> Decisions);
