using System.Text.Json;
using NoisyLabels.LabelStudio.Json;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Backend;

/// <summary><c>POST /predict</c>. Every task of the request wants one entry in the answer, in order.</summary>
public sealed record PredictRequest
{
    public required IReadOnlyList<TaskRecord> Tasks { get; init; }

    /// <summary>Null in hand-made requests.</summary>
    public ProjectUid? Project { get; init; }

    /// <summary>
    /// The labelling configuration against which the answer must be valid; null where the sender left it out.
    /// </summary>
    public string? LabelConfig { get; init; }

    /// <summary>Where Label Studio believes itself to be; only versions after 1.23.2 send it.</summary>
    public string? Hostname { get; init; }

    /// <summary>A person is waiting with a task open (interactive pre-annotation with a context).</summary>
    public bool IsInteractive { get; init; }

    public static Reading<PredictRequest> Read(ReadOnlyMemory<byte> body) => JsonBody.Read(body, Of);

    private static Reading<PredictRequest> Of(JsonElement body)
    {
        if (body.Property("tasks") is not { ValueKind: JsonValueKind.Array or JsonValueKind.Object })
        {
            return Readings.Refused<PredictRequest>("The body of /predict has no list \"tasks\".");
        }

        var parameters = body.Property("params") ?? default;
        return Readings.Of(new PredictRequest
        {
            Tasks = TaskRecord.ReadAll(body, "tasks"),
            Project = ProjectUid.Read(body, "project"),
            LabelConfig = body.Text("label_config"),
            Hostname = parameters.Text("hostname") ?? body.Text("hostname"),
            IsInteractive = parameters.Property("context") is { ValueKind: JsonValueKind.Object } context
                && context.EnumerateObject().Any(),
        });
    }
}
