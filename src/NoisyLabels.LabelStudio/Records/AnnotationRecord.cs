using System.Text.Json;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Records;

/// <summary>One person's answer to one task, as webhooks, /predict, /train and exports carry it.</summary>
public sealed record AnnotationRecord
{
    /// <summary>Null in the bulk event of Label Studio 1.8.2, which is sent before the number is known.</summary>
    public long? Id { get; init; }

    public string? UniqueId { get; init; }

    public long? TaskId { get; init; }

    public long? ProjectId { get; init; }

    /// <summary>Number of the annotator.</summary>
    public long? CompletedBy { get; init; }

    /// <summary>
    /// Number of who saved it last; null when no person did: it was imported, or copied from a prediction.
    /// </summary>
    public long? UpdatedBy { get; init; }

    /// <summary>Skipped: never a label, whatever the result holds.</summary>
    public bool WasCancelled { get; init; }

    public bool GroundTruth { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Seconds that the annotator took.</summary>
    public double? LeadTime { get; init; }

    /// <summary>The prediction that it started from.</summary>
    public long? ParentPrediction { get; init; }

    public IReadOnlyList<ResultRegion> Regions { get; init; } = [];

    internal static AnnotationRecord? Read(JsonElement annotation) =>
        annotation.ValueKind is not JsonValueKind.Object
            ? null
            : new AnnotationRecord
            {
                Id = annotation.Whole("id"),
                UniqueId = annotation.Text("unique_id"),
                TaskId = annotation.Whole("task"),
                ProjectId = annotation.Whole("project"),
                CompletedBy = annotation.Whole("completed_by"),
                UpdatedBy = annotation.Whole("updated_by"),
                WasCancelled = annotation.Flag("was_cancelled") || annotation.Flag("skipped"),
                GroundTruth = annotation.Flag("ground_truth"),
                CreatedAt = annotation.Moment("created_at"),
                UpdatedAt = annotation.Moment("updated_at"),
                LeadTime = annotation.Real("lead_time"),
                ParentPrediction = annotation.Whole("parent_prediction"),
                Regions = [.. annotation.Items("result").Select(ResultRegion.Read).OfType<ResultRegion>()],
            };

    internal static IReadOnlyList<AnnotationRecord> ReadAll(JsonElement owner, string name) =>
        [.. owner.Items(name).Select(Read).OfType<AnnotationRecord>()];
}
