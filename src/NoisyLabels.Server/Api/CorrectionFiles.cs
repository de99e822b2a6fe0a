using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Api;

namespace NoisyLabels.Server.Api;

/// <summary>A kind of file that holds all corrections at once.</summary>
/// <param name="Name">Name of the format, and extension of the file.</param>
internal sealed record CorrectionFile(
    string Name, string ContentType, Func<Stream, IAsyncEnumerable<CorrectionItem>, Task> WriteAsync)
{
    public static CorrectionFile Csv { get; } = new("csv", "text/csv", CorrectionCsv.WriteAsync);

    public static CorrectionFile Parquet { get; } =
        new("parquet", "application/vnd.apache.parquet", CorrectionParquet.WriteAsync);

    /// <returns>Null when the request wants a page of JSON, or says nothing.</returns>
    public static CorrectionFile? Find(string? format, HttpRequest request) =>
        new[] { Csv, Parquet }.FirstOrDefault(file => format is null
            ? request.GetTypedHeaders().Accept.Any(type =>
                type.MediaType.Equals(file.ContentType, StringComparison.OrdinalIgnoreCase))
            : file.Name == format);

    public PushStreamHttpResult Stream(ProjectKey key, CorrectionParameters parameters, CorrectionReader corrections)
    {
        var rows = corrections.ReadAllAsync(
            key, parameters.Control, parameters.ToFilter(CorrectionQuery.MaxPageRows));
        return TypedResults.Stream(
            stream => WriteAsync(stream, parameters.Limit is { } max ? rows.Take(max) : rows),
            this == Csv ? $"{ContentType}; charset=utf-8" : ContentType,
            $"corrections-{key.Instance}-{key.Id}.{Name}");
    }
}

/// <summary>Corrections as CSV: RFC 4180, UTF-8 with line feeds; missing values are empty.</summary>
internal static class CorrectionCsv
{
    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\n",
        ShouldQuote = cell => cell.Field.AsSpan().IndexOfAny(",\"\r\n") >= 0,
    };

    private static readonly string[] Header =
    [
        "label_studio_task_id", "file_name", "sha256", "image", "given_label", "suggested_label",
        "suggested_label_confidence", "label_quality", "is_label_issue", "review_state", "corrected_label",
        "reviewed_by", "reviewed_at", "model_version",
    ];

    public static async Task WriteAsync(Stream stream, IAsyncEnumerable<CorrectionItem> items)
    {
        await using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        await using var csv = new CsvWriter(text, Configuration, leaveOpen: true);
        await WriteRowAsync(csv, Header);
        await foreach (var item in items)
        {
            await WriteRowAsync(csv, Cells(item));
        }
    }

    private static Task WriteRowAsync(CsvWriter csv, string?[] cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(cell);
        }

        return csv.NextRecordAsync();
    }

    private static string?[] Cells(CorrectionItem item) =>
    [
        item.LabelStudioTaskId.ToString(CultureInfo.InvariantCulture),
        item.FileName,
        item.Sha256,
        item.Image,
        item.GivenLabel,
        item.SuggestedLabel,
        item.SuggestedLabelConfidence.ToString("F6", CultureInfo.InvariantCulture),
        item.LabelQuality.ToString("F6", CultureInfo.InvariantCulture),
        item.IsLabelIssue ? "true" : "false",
        item.ReviewState,
        item.CorrectedLabel,
        item.ReviewedBy,
        item.ReviewedAt?.ToString("O", CultureInfo.InvariantCulture),
        item.ModelVersion,
    ];
}
