using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NoisyLabels.LabelStudio.Api.Transport;

namespace NoisyLabels.LabelStudio.Api;

public static class LabelStudioServices
{
    /// <summary>
    /// Adds <see cref="LabelStudioClients"/>. Nothing of its requests is logged: their addresses and headers may hold
    /// secrets.
    /// </summary>
    public static IServiceCollection AddLabelStudio(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<LabelStudioClients>();
        services
            .AddHttpClient(LabelStudioClients.HttpClientName, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // A redirect would carry the key to an address that nobody configured.
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(10),
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            })
            .AddResilienceHandler(
                "NoisyLabels.LabelStudio",
                (pipeline, context) => ResiliencePipeline.Configure(
                    pipeline, context.ServiceProvider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
