using System.Text.Json;
using NoisyLabels.LabelStudio.Json;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Backend;

/// <summary>
/// <c>POST /train</c>: Start Training of Label Studio up to 1.11, with all annotated tasks in the body.
/// </summary>
public sealed record TrainRequest
{
    /// <summary>Each with its annotations, skipped ones included; empty when nothing is annotated.</summary>
    public required IReadOnlyList<TaskRecord> Tasks { get; init; }

    public ProjectUid? Project { get; init; }

    public string? LabelConfig { get; init; }

    /// <summary>Where Label Studio believes itself to be; only versions after 1.23.2 send it.</summary>
    public string? Hostname { get; init; }

    /// <summary>
    /// The body may have hundreds of megabytes: read from the stream, up to <paramref name="mostBytes"/>.
    /// </summary>
    /// <exception cref="IOException">The other side went away.</exception>
    public static Task<Reading<TrainRequest>> ReadAsync(
        Stream body, long mostBytes = JsonBody.MostBytes, CancellationToken cancellation = default) =>
        JsonBody.ReadAsync(body, Of, mostBytes, cancellation);

    public static Reading<TrainRequest> Read(ReadOnlyMemory<byte> body) => JsonBody.Read(body, Of);

    private static Reading<TrainRequest> Of(JsonElement body) => Readings.Of(new TrainRequest
    {
        Tasks = TaskRecord.ReadAll(body, body.Property("annotations") is null ? "tasks" : "annotations"),
        Project = ProjectUid.Read(body, "project"),
        LabelConfig = body.Text("label_config"),
        Hostname = body.Text("hostname"),
    });
}
