namespace NoisyLabels.Server.Api;

internal static class ApiRoutes
{
    public static IServiceCollection AddApi(this IServiceCollection services) => services;
    public static void MapApi(this WebApplication app) { }
}
