using System.Text.Json;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Records;

/// <summary>
/// A project as webhooks carry it and as the API gives it; secrets of the project are not taken over.
/// </summary>
public sealed record ProjectRecord
{
    public required ProjectUid Uid { get; init; }

    public string? Title { get; init; }

    /// <summary>The labelling configuration, XML.</summary>
    public string? LabelConfig { get; init; }

    /// <summary>Title of the backend, or a version of predictions, that the label stream shows; may be empty.</summary>
    public string? ModelVersion { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public long? TaskCount { get; init; }

    public long? AnnotationCount { get; init; }

    public long? GroundTruthCount { get; init; }

    /// <summary>How many annotations each task is to get.</summary>
    public long? MaximumAnnotations { get; init; }

    public bool EvaluatesPredictionsAutomatically { get; init; }

    public bool ShowsPredictions { get; init; }

    /// <summary>Null when there is no id in it.</summary>
    internal static ProjectRecord? Read(JsonElement? element)
    {
        if (element is not { ValueKind: JsonValueKind.Object } project || project.Whole("id") is not { } id)
        {
            return null;
        }

        var created = project.Moment("created_at");
        return new ProjectRecord
        {
            Uid = new ProjectUid(id, created?.ToUnixTimeSeconds()),
            Title = project.Text("title"),
            LabelConfig = project.Text("label_config"),
            ModelVersion = project.Text("model_version"),
            CreatedAt = created,
            TaskCount = project.Whole("task_number"),
            AnnotationCount = project.Whole("total_annotations_number"),
            GroundTruthCount = project.Whole("ground_truth_number"),
            MaximumAnnotations = project.Whole("maximum_annotations"),
            EvaluatesPredictionsAutomatically = project.Flag("evaluate_predictions_automatically"),
            ShowsPredictions = project.Flag("show_collab_predictions"),
        };
    }
}
