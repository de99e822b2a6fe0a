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

    [FromQuery(Name = "limit")]
    [Description("Rows of a page, 1 to 1000, 100 when left out; of a file the most rows of all.")]
    public int? Limit { get; init; }

    [FromQuery(Name = "format")]
    [Description("json, csv or parquet; else what the header Accept asks for, else json. Files have all rows.")]
    public string? Format { get; init; }

    /// <summary>Null when <see cref="After"/> or <see cref="Limit"/> are not what they should be.</summary>
    public CorrectionFilter? Filter()
    {
        var place = CorrectionPlace.Parse(After);
        return Limit is < 1 or > MostRows || (After is not null && place is null)
            ? null
            : Rows(Limit ?? 100) with { AfterQuality = place?.Quality, AfterTask = place?.Task };
    }

    /// <summary>Which rows, wherever a page begins.</summary>
    public CorrectionFilter Rows(int limit) =>
        new("", OnlyIssues is true, OnlyOpen is true, Given, Suggested, Limit: limit);
}
