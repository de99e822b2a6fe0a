using System.Globalization;

namespace NoisyLabels.Server.Api;

/// <summary>Where a page of corrections ends: several tasks may have the same quality.</summary>
internal readonly record struct CorrectionPlace(double Quality, long Task)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Quality:R}_{Task}");

    /// <returns>Null when it is no place that a page has named.</returns>
    public static CorrectionPlace? Parse(string? text) =>
        text?.Split('_') is [var quality, var task]
        && double.TryParse(quality, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
        && long.TryParse(task, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)
            ? new CorrectionPlace(number, id)
            : null;
}
