using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NoisyLabels.LabelStudio.Api.Access;
using NoisyLabels.LabelStudio.Api.Transport;

namespace NoisyLabels.LabelStudio.Api;

/// <summary>
/// Makes clients for any number of Label Studios. Clients with equal options share their access token.
/// </summary>
public sealed class LabelStudioClients(IHttpClientFactory http, TimeProvider clock) : IDisposable
{
    internal const string HttpClientName = "NoisyLabels.LabelStudio";

    private readonly ConcurrentDictionary<LabelStudioOptions, Lazy<AccessTokens>> _tokens = new();

    /// <exception cref="ArgumentException">The options are wrong.</exception>
    public LabelStudioClient For(LabelStudioOptions options) =>
        new(new Connection(http.CreateClient(HttpClientName), options, GetTokens(options), clock));

    public void Dispose()
    {
        foreach (var tokens in _tokens.Values.Where(tokens => tokens.IsValueCreated))
        {
            tokens.Value.Dispose();
        }
    }

    internal AccessTokens GetTokens(LabelStudioOptions options)
    {
        if (options.Problems() is [_, ..] problems)
        {
            throw new ArgumentException(string.Join(' ', problems), nameof(options));
        }

        return _tokens.GetOrAdd(
            options,
            key => new Lazy<AccessTokens>(() => new AccessTokens(http.CreateClient(HttpClientName), key, clock))).Value;
    }
}

public static class LabelStudioServices
{
    /// <summary>
    /// Adds <see cref="LabelStudioClients"/>. No log shows its requests: their addresses and headers may hold secrets.
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
