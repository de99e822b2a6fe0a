using System.Text.Json;
using NoisyLabels.LabelStudio.Json;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Backend;

/// <summary><c>POST /predict</c>. The answer needs one entry for each task of the request, in order.</summary>
public sealed record PredictRequest
{
    public required IReadOnlyList<TaskRecord> Tasks { get; init; }

    /// <summary>Null in hand-made requests.</summary>
    public ProjectUid? Project { get; init; }

    /// <summary>
    /// The labelling configuration for which the answer must be valid; null where the sender left it out.
    /// </summary>
    public string? LabelConfig { get; init; }

    /// <summary>A person is waiting with a task open (interactive pre-annotation with a context).</summary>
    public bool IsInteractive { get; init; }

    public static Reading<PredictRequest> Read(ReadOnlyMemory<byte> body) => JsonBody.Read(body, ReadObject);

    private static Reading<PredictRequest> ReadObject(JsonElement body)
    {
        if (body.Property("tasks") is not { ValueKind: JsonValueKind.Array or JsonValueKind.Object })
        {
            return Readings.Refuse<PredictRequest>("The body of /predict has no list \"tasks\".");
        }

        var parameters = body.Property("params") ?? default;
        return Readings.Of(new PredictRequest
        {
            Tasks = TaskRecord.ReadAll(body, "tasks"),
            Project = ProjectUid.Read(body, "project"),
            LabelConfig = body.Text("label_config"),
            IsInteractive = parameters.Property("context") is { ValueKind: JsonValueKind.Object } context
                && context.EnumerateObject().Any(),
        });
    }
}

/// <param name="Results">One entry for each task of the request, in its order.</param>
public sealed record PredictResponse(IReadOnlyList<PredictResult> Results);

/// <summary>
/// The prediction for one task. Label Studio refuses a whole batch for one entry without a version, and stores a
/// score that is no number between 0 and 1 as it is; neither can be made here.
/// </summary>
public sealed record PredictResult
{
    /// <exception cref="ArgumentException">There is no version.</exception>
    public PredictResult(IReadOnlyList<PredictionRegion> result, double score, string modelVersion)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelVersion);
        Result = result;
        Score = Probability.Clamp(score);
        ModelVersion = modelVersion;
    }

    public IReadOnlyList<PredictionRegion> Result { get; }

    /// <summary>From 0 to 1.</summary>
    public double Score { get; }

    public string ModelVersion { get; }

    /// <summary>
    /// The entry of a task about which nothing can be said. Without an entry, Label Studio would drop all others.
    /// </summary>
    public static PredictResult Nothing(string modelVersion) => new([], 0, modelVersion);
}
