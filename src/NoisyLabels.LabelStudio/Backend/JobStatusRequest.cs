using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Backend;

/// <summary><c>POST /job_status</c>; documented, but no version that was looked at sends it.</summary>
public sealed record JobStatusRequest(string Job)
{
    public static Reading<JobStatusRequest> Read(ReadOnlyMemory<byte> body) =>
        JsonBody.Read(
            body,
            root => root.Text("job") is { Length: > 0 } job
                ? Readings.Of(new JobStatusRequest(job))
                : Readings.Refused<JobStatusRequest>("The body of /job_status has no \"job\"."));
}
