using NoisyLabels.Server.Backend;

namespace NoisyLabels.Server.Dashboard;

internal static class HomePage
{
    public static IResult Handle() => BackendRoutes.Health();
    public static IServiceCollection AddDashboard(this IServiceCollection services) => services;
    public static void MapDashboard(this WebApplication app) { }
}
