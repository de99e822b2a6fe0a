using NoisyLabels.Contracts.Api;
using Parquet;
using Parquet.Schema;

namespace NoisyLabels.Server.Api;

/// <summary>Corrections as a Parquet table: the columns of the CSV, with their types.</summary>
internal static class CorrectionParquet
{
    /// <summary>The rows of one group are in memory at once.</summary>
    private const int MaxGroupRows = 20_000;

    private static readonly DataField<long> TaskId = new("label_studio_task_id");
    private static readonly DataField<double> Confidence = new("suggested_label_confidence");
    private static readonly DataField<double> Quality = new("label_quality");
    private static readonly DataField<bool> IsIssue = new("is_label_issue");

    private static readonly DateTimeDataField ReviewedAt =
        new("reviewed_at", DateTimeFormat.Timestamp, unit: DateTimeTimeUnit.Millis, isNullable: true);

    private static readonly Dictionary<string, Func<CorrectionItem, string?>> Texts = new()
    {
        ["file_name"] = item => item.FileName,
        ["sha256"] = item => item.Sha256,
        ["image"] = item => item.Image,
        ["given_label"] = item => item.GivenLabel,
        ["suggested_label"] = item => item.SuggestedLabel,
        ["review_state"] = item => item.ReviewState,
        ["corrected_label"] = item => item.CorrectedLabel,
        ["reviewed_by"] = item => item.ReviewedBy,
        ["model_version"] = item => item.ModelVersion,
    };

    /// <summary>Writes to a temporary file first, because the format needs a stream that can go back.</summary>
    public static async Task WriteAsync(Stream stream, IAsyncEnumerable<CorrectionItem> items)
    {
        await using var file = new FileStream(
            Path.Combine(Path.GetTempPath(), $"noisylabels-{Guid.NewGuid():N}.parquet"),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            1 << 16,
            FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        var schema = new ParquetSchema(
            TaskId, Text("file_name"), Text("sha256"), Text("image"), Text("given_label"), Text("suggested_label"),
            Confidence, Quality, IsIssue, Text("review_state"), Text("corrected_label"), Text("reviewed_by"),
            ReviewedAt, Text("model_version"));
        await using (var writer = await ParquetWriter.CreateAsync(schema, file))
        {
            await foreach (var group in items.Chunk(MaxGroupRows))
            {
                using var target = writer.CreateRowGroup();
                foreach (var field in schema.DataFields)
                {
                    await WriteColumnAsync(target, field, group);
                }
            }
        }

        file.Position = 0;
        await file.CopyToAsync(stream);
    }

    private static Task WriteColumnAsync(ParquetRowGroupWriter target, DataField field, CorrectionItem[] rows)
    {
        return Texts.TryGetValue(field.Name, out var text)
            ? target.WriteAsync(field, Array.ConvertAll(rows, row => text(row)!))
            : field.Name switch
            {
                "label_studio_task_id" => Write(row => row.LabelStudioTaskId),
                "suggested_label_confidence" => Write(row => row.SuggestedLabelConfidence),
                "label_quality" => Write(row => row.LabelQuality),
                "is_label_issue" => Write(row => row.IsLabelIssue),
                _ => target.WriteAsync<DateTime>(
                    field, Array.ConvertAll(rows, row => row.ReviewedAt?.UtcDateTime).AsMemory()),
            };

        Task Write<T>(Converter<CorrectionItem, T> value)
            where T : struct => target.WriteAsync<T>(field, Array.ConvertAll(rows, value).AsMemory());
    }

    private static DataField<string> Text(string name) => new(name);
}
