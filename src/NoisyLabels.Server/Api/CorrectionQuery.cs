using NoisyLabels.Grains.Storage.Rows;

namespace NoisyLabels.Server.Api;

/// <summary>Which corrections are asked for.</summary>
/// <param name="Control">Name of the control; the first single choice when it is left out.</param>
/// <param name="OnlyIssues">Only labels that are reported as wrong.</param>
/// <param name="OnlyOpen">Only those about which nobody has decided.</param>
/// <param name="Given">Only this given label.</param>
/// <param name="Suggested">Only this suggested label.</param>
/// <param name="After">The <c>next</c> of the page before.</param>
/// <param name="Limit">From 1 to 1000; 100 when it is left out.</param>
internal sealed record CorrectionQuery(
    string? Control,
    bool? OnlyIssues,
    bool? OnlyOpen,
    string? Given,
    string? Suggested,
    string? After,
    int? Limit)
{
    private const int Usual = 100;
    private const int Most = 1000;

    /// <returns>Null with a sentence when something is wrong.</returns>
    public CorrectionFilter? Filter(string control, out string problem)
    {
        var after = After is null ? null : CorrectionReader.Parsed(After);
        problem = After is not null && after is null ? "\"after\" is not the \"next\" of a page."
            : Limit is < 1 or > Most ? $"\"limit\" must be from 1 to {Most}."
            : "";
        return problem.Length > 0 ? null : new CorrectionFilter(
            control,
            OnlyIssues ?? false,
            OnlyOpen ?? false,
            Given,
            Suggested,
            after?.Quality,
            after?.Task,
            Limit ?? Usual);
    }
}
