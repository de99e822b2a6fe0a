namespace NoisyLabels.Server.Backend;

/// <param name="Status"><c>ok</c>.</param>
/// <param name="Job">The training that was asked for, for /job_status; null when there is none.</param>
/// <param name="Detail">One sentence where there is something to say; null else.</param>
internal sealed record Acknowledgement(string Status = "ok", string? Job = null, string? Detail = null);
