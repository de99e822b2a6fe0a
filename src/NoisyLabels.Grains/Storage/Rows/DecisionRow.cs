namespace NoisyLabels.Grains.Storage.Rows;

/// <summary>One decision of a person. Rows are appended, never changed.</summary>
public sealed record DecisionRow
{
    public long Seq { get; init; }

    public string Control { get; init; } = "";

    public long TaskId { get; init; }

    /// <summary>A <c>DecisionKind</c> by name.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The given label at that time.</summary>
    public string? FromLabel { get; init; }

    /// <summary>The label that is right; null where the decision names none.</summary>
    public string? ToLabel { get; init; }

    /// <summary>The label quality that was shown; null where none was.</summary>
    public double? Score { get; init; }

    public string ModelVersion { get; init; } = "";

    public string Actor { get; init; } = "";

    /// <summary>Milliseconds since 1970.</summary>
    public long At { get; init; }
}
