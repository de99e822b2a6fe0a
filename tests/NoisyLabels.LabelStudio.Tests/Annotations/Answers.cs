using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Tests.Annotations;

/// <summary>Annotations of one task, with a clock that counts minutes.</summary>
internal static class Answers
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Somebody chose it at <paramref name="minute"/>.</summary>
    public static AnnotationRecord Chosen(long id, string choice, long by = 1, int minute = 0) => new()
    {
        Id = id,
        TaskId = 5,
        CompletedBy = by,
        UpdatedBy = by,
        LeadTime = 2,
        CreatedAt = Noon.AddMinutes(minute),
        UpdatedAt = Noon.AddMinutes(minute),
        Regions = [Region(choice, "manual")],
    };

    /// <summary>It came with the tasks, and Label Studio marked it as ground truth.</summary>
    public static AnnotationRecord Imported(long id, string choice) =>
        Chosen(id, choice) with { UpdatedBy = null, LeadTime = null, GroundTruth = true, Regions = [Region(choice)] };

    /// <summary>Create annotations from predictions.</summary>
    public static AnnotationRecord Copied(long id, string choice, long by = 1) =>
        Chosen(id, choice, by) with
        {
            UpdatedBy = null,
            LeadTime = null,
            ParentPrediction = 9,
            Regions = [Region(choice)],
        };

    /// <summary>A pre-filled choice was submitted as it was.</summary>
    public static AnnotationRecord Accepted(long id, string choice, long by = 1) =>
        Chosen(id, choice, by) with { ParentPrediction = 9, Regions = [Region(choice, "prediction")] };

    public static ResultRegion Region(string choice, string? origin = null) => new()
    {
        FromName = "label",
        ToName = "image",
        Type = "choices",
        Origin = origin,
        Choices = [[choice]],
    };
}
