using System.Globalization;
using System.Text;

namespace NoisyLabels.Server.Api;

/// <summary>Corrections as CSV (RFC 4180), with the column names of the field's tools.</summary>
internal static class CorrectionCsv
{
    private const string Header =
        "file_name,sample_id,given_label,is_label_issue,label_quality,label_score,mistakenness,suggested_label,"
        + "suggested_label_confidence,review_state,corrected_label,reviewed_by,reviewed_at,model_version,label_studio_task_id\n";

    public static async Task WriteAsync(Stream stream, IAsyncEnumerable<CorrectionItem> items, string modelVersion)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        await writer.WriteAsync(Header);
        await foreach (var item in items)
        {
            string?[] fields =
            [
                item.FileName,
                item.Sha256,
                item.GivenLabel,
                item.IsLabelIssue ? "true" : "false",
                Number(item.LabelQuality),
                Number(item.LabelQuality),
                Number(1 - item.LabelQuality),
                item.SuggestedLabel,
                Number(item.SuggestedLabelConfidence),
                item.ReviewState?.ToLowerInvariant(),
                item.CorrectedLabel,
                item.ReviewedBy,
                item.ReviewedAt?.ToString("O", CultureInfo.InvariantCulture),
                modelVersion,
                item.TaskId.ToString(CultureInfo.InvariantCulture),
            ];
            await writer.WriteAsync(string.Join(',', fields.Select(Field)) + "\n");
        }
    }

    private static string Number(double value) => value.ToString("0.000000", CultureInfo.InvariantCulture);

    private static string Field(string? text) =>
        text is null ? ""
        : text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : text;
}
