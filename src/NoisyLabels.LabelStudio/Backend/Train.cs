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

    /// <summary>
    /// Reads a body of up to <paramref name="maxBytes"/> from its stream; it may have hundreds of megabytes.
    /// </summary>
    /// <exception cref="IOException">The other side went away.</exception>
    public static Task<Reading<TrainRequest>> ReadAsync(
        Stream body, long maxBytes = JsonBody.MaxBytes, CancellationToken cancellation = default) =>
        JsonBody.ReadAsync(body, ReadObject, maxBytes, cancellation);

    public static Reading<TrainRequest> Read(ReadOnlyMemory<byte> body) => JsonBody.Read(body, ReadObject);

    private static Reading<TrainRequest> ReadObject(JsonElement body) => Readings.Of(new TrainRequest
    {
        Tasks = TaskRecord.ReadAll(body, body.Property("annotations") is null ? "tasks" : "annotations"),
        Project = ProjectUid.Read(body, "project"),
        LabelConfig = body.Text("label_config"),
    });
}

/// <param name="Job">Name of the training, for <c>/job_status</c>; null when none was started.</param>
public sealed record TrainResponse(string? Job);

/// <summary><c>POST /job_status</c>; Label Studio documents it, but no known version sends it.</summary>
public sealed record JobStatusRequest(string Job)
{
    public static Reading<JobStatusRequest> Read(ReadOnlyMemory<byte> body) =>
        JsonBody.Read(
            body,
            root => root.Text("job") is { Length: > 0 } job
                ? Readings.Of(new JobStatusRequest(job))
                : Readings.Refuse<JobStatusRequest>("The body of /job_status has no \"job\"."));
}

/// <param name="JobStatus"><c>queued</c>, <c>started</c>, <c>finished</c> or <c>failed</c>.</param>
/// <param name="Error">One sentence when it failed, else empty.</param>
public sealed record JobStatusResponse(
    string JobStatus, string Error, DateTimeOffset? CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt);
