namespace NoisyLabels.Server.Projects;

internal static class ProjectServices
{
    public static IServiceCollection AddProjects(this IServiceCollection services) =>
        services.AddSingleton<KnownProjects>().AddSingleton<ProjectGate>();
}
