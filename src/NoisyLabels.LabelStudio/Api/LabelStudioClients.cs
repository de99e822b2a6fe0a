using System.Collections.Concurrent;
using NoisyLabels.LabelStudio.Api.Transport;

namespace NoisyLabels.LabelStudio.Api;

/// <summary>
/// Clients for any number of Label Studios. Those with the same address and key share their access token.
/// </summary>
public sealed class LabelStudioClients(IHttpClientFactory http, TimeProvider clock) : IDisposable
{
    internal const string HttpClientName = "NoisyLabels.LabelStudio";

    private readonly ConcurrentDictionary<LabelStudioOptions, Lazy<AccessTokens>> _tokens = new();

    /// <exception cref="ArgumentException">The options are wrong.</exception>
    public LabelStudioClient For(LabelStudioOptions options) =>
        new(new Connection(http.CreateClient(HttpClientName), options, Tokens(options), clock));

    public void Dispose()
    {
        foreach (var tokens in _tokens.Values.Where(tokens => tokens.IsValueCreated))
        {
            tokens.Value.Dispose();
        }
    }

    internal AccessTokens Tokens(LabelStudioOptions options)
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
