using NoisyLabels.Contracts;

namespace NoisyLabels.Server.Dashboard;

internal static class ProjectPaths
{
    public static string Api(ProjectKey key) => $"/api/v1/projects/{key.Instance}/{key.Id}.{key.CreatedSeconds}";

    public static string Review(ProjectKey key) => $"/projects/{key.Instance}/{key.Id}.{key.CreatedSeconds}/review";
}
