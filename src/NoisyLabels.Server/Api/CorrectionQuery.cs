using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using NoisyLabels.Grains.Storage.Rows;

namespace NoisyLabels.Server.Api;

/// <summary>Which corrections are asked for.</summary>
internal sealed record CorrectionQuery
{
    public const int MostRows = 1000;

    [FromQuery(Name = "control"), Description("Name of the control; the first single choice when left out.")]
    public string? Control { get; init; }

    [FromQuery(Name = "only_issues"), Description("Only labels that are reported as wrong.")]
    public bool? OnlyIssues { get; init; }

    [FromQuery(Name = "only_open"), Description("Only tasks about which nobody has decided.")]
    public bool? OnlyOpen { get; init; }

    [FromQuery(Name = "given")]
    public string? Given { get; init; }

    [FromQuery(Name = "suggested")]
    public string? Suggested { get; init; }

    [FromQuery(Name = "after"), Description("The next of the page before.")]
    public string? After { get; init; }

    [FromQuery(Name = "limit"), Description("Rows of a page, 1 to 1000; 100 when left out.")]
    public int? Limit { get; init; }

    /// <summary>Null when <see cref="After"/> or <see cref="Limit"/> are not what they should be.</summary>
    public CorrectionFilter? Filter()
    {
        var place = CorrectionPlace.Parse(After);
        return Limit is < 1 or > MostRows || (After is not null && place is null)
            ? null
            : new CorrectionFilter(
                "",
                OnlyIssues is true,
                OnlyOpen is true,
                Given,
                Suggested,
                place?.Quality,
                place?.Task,
                Limit ?? 100);
    }
}
