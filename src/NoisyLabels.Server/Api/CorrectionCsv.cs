using System.Globalization;
using System.Text;

namespace NoisyLabels.Server.Api;

/// <summary>Corrections as RFC 4180 has it, UTF-8 with line feeds; missing values are empty.</summary>
internal static class CorrectionCsv
{
    private const string Header =
        "label_studio_task_id,file_name,sha256,image,given_label,suggested_label,suggested_label_confidence,label_quality,"
        + "is_label_issue,review_state,corrected_label,reviewed_by,reviewed_at,model_version\n";

    public static async Task WriteAsync(Stream stream, IAsyncEnumerable<Correction> items)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        await writer.WriteAsync(Header);
        await foreach (var item in items)
        {
            await writer.WriteAsync(Line(item));
        }
    }

    private static string Line(Correction item) => string.Create(
        CultureInfo.InvariantCulture,
        $"{item.LabelStudioTaskId},{Field(item.FileName)},{item.Sha256},{Field(item.Image)},{Field(item.GivenLabel)},{Field(item.SuggestedLabel)},"
        + $"{item.SuggestedLabelConfidence:F6},{item.LabelQuality:F6},{(item.IsLabelIssue ? "true" : "false")},"
        + $"{item.ReviewState},{Field(item.CorrectedLabel)},{Field(item.ReviewedBy)},{item.ReviewedAt:O},"
        + $"{item.ModelVersion}\n");

    private static string? Field(string? text) =>
        text?.AsSpan().IndexOfAny(",\"\r\n") >= 0
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
}
