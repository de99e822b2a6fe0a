using NoisyLabels.Contracts;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Server.Backend;

/// <summary>Names a training <c>14.1795570229.{run}</c>, so that /job_status finds its project.</summary>
internal static class JobName
{
    public static string Of(ProjectKey project, Guid run) => $"{project.Id}.{project.CreatedSeconds}.{run:N}";

    /// <returns>Null when <paramref name="job"/> is no name of a training.</returns>
    public static (ProjectUid Project, Guid Run)? Parse(string job) =>
        job.LastIndexOf('.') is var dot and > 0
        && ProjectUid.Parse(job[..dot]) is { CreatedSeconds: not null } project
        && Guid.TryParseExact(job[(dot + 1)..], "N", out var run)
            ? (project, run)
            : null;
}
