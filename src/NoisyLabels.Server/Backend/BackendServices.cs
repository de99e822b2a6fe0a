using NoisyLabels.Server.Hosting;

namespace NoisyLabels.Server.Backend;

/// <summary>What the backend protocol needs.</summary>
internal static class BackendServices
{
    public static void AddBackend(this IServiceCollection services)
    {
        services.Configure<RouteOptions>(routes =>
            routes.ConstraintMap[InstanceConstraint.Name] = typeof(InstanceConstraint));
        services.AddSingleton<ProjectFinder>();
        services.AddSingleton<PredictEndpoint>();
        services.AddSingleton<WebhookEndpoint>();
        services.AddSingleton<TrainEndpoint>();
        services.AddSingleton<ModelEndpoints>();
    }
}
