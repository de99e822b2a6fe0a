using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Grains.Storage.Rows;

namespace NoisyLabels.Server.Api;

/// <summary>What an address says about the corrections that it asks for.</summary>
internal sealed record CorrectionParameters
{
    private const int DefaultPageRows = 100;

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
    [Description("Rows of a page, 1 to 1000, 100 when left out; for a file, the most rows in all.")]
    public int? Limit { get; init; }

    [FromQuery(Name = "format")]
    [Description("json, csv or parquet; else what the header Accept asks for, else json. Files have all rows.")]
    public string? Format { get; init; }

    /// <returns>The rows of one page; null when <see cref="After"/> or <see cref="Limit"/> make no sense.</returns>
    public CorrectionFilter? ToPageFilter()
    {
        var place = CorrectionPlace.Parse(After);
        return Limit is < 1 or > CorrectionQuery.MaxPageRows || (After is not null && place is null)
            ? null
            : ToFilter(Limit ?? DefaultPageRows) with { AfterQuality = place?.Quality, AfterTask = place?.Task };
    }

    /// <returns>The rows wherever a page begins.</returns>
    public CorrectionFilter ToFilter(int limit) =>
        new("", OnlyIssues is true, OnlyOpen is true, Given, Suggested, Limit: limit);
}

/// <summary>Where a page of corrections ends: several tasks may have the same quality.</summary>
internal readonly record struct CorrectionPlace(double Quality, long Task)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Quality:R}_{Task}");

    /// <returns>Null when <paramref name="text"/> is no place that a page has named.</returns>
    public static CorrectionPlace? Parse(string? text) =>
        text?.Split('_') is [var quality, var task]
        && double.TryParse(quality, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
        && long.TryParse(task, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)
            ? new CorrectionPlace(number, id)
            : null;
}
