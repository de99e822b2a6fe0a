using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NoisyLabels.LabelStudio.Api.Access;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Api.Transport;

/// <summary>
/// Makes the header for a key. A personal access token is exchanged for an access token of five minutes, which is
/// renewed after four, and once when it is refused.
/// </summary>
internal sealed class AccessTokens(HttpClient http, LabelStudioOptions options, TimeProvider clock) : IDisposable
{
    private const double UsedShareOfLife = 0.8;

    private static readonly TimeSpan LifeWhereUnknown = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile AccessToken? _current;

    /// <summary>Takes this key's secrets out of a text.</summary>
    public string Redact(string text)
    {
        foreach (var secret in new[] { options.Key?.Token.Reveal(), _current?.Token })
        {
            text = string.IsNullOrEmpty(secret) ? text : text.Replace(secret, "***", StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>
    /// Tells whether a header that was just refused with 401 can be renewed: once, and not every key can.
    /// </summary>
    /// <param name="before">The header that was refused before; null for none.</param>
    public bool MayRenew(AuthenticationHeaderValue? before) =>
        before is null && options.Key is { Kind: TokenKind.PersonalAccess };

    /// <summary>Gives the header to send; exchanges the key where that is due.</summary>
    /// <param name="refused">The header that was refused with 401; null for none.</param>
    /// <param name="cancellation">Stops the exchange.</param>
    public async Task<ApiResult<AuthenticationHeaderValue>> GetHeaderAsync(
        AuthenticationHeaderValue? refused, CancellationToken cancellation)
    {
        if (options.Key is not { } key)
        {
            return ApiResults.Fail<AuthenticationHeaderValue>(ProblemReader.Explain(
                HttpStatusCode.Unauthorized, default, key: null, text => text));
        }

        if (key.Kind is not TokenKind.PersonalAccess)
        {
            var scheme = key.Kind is TokenKind.Legacy ? "Token" : "Bearer";
            return ApiResults.Of(new AuthenticationHeaderValue(scheme, key.Token.Reveal()));
        }

        if (FindUsable(refused) is { } current)
        {
            return ApiResults.Of(current);
        }

        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return FindUsable(refused) is { } renewed
                ? ApiResults.Of(renewed)
                : await ExchangeAsync(key, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private AuthenticationHeaderValue? FindUsable(AuthenticationHeaderValue? refused) =>
        _current is { } current && clock.GetUtcNow() < current.RenewAt && current.Token != refused?.Parameter
            ? new AuthenticationHeaderValue("Bearer", current.Token)
            : null;

    private async Task<ApiResult<AuthenticationHeaderValue>> ExchangeAsync(
        ApiKey key, CancellationToken cancellation)
    {
        var body = JsonSerializer.Serialize(new { refresh = key.Token.Reveal() });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Root, "api/token/refresh/"))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        var policy = CallPolicy.Of(options, isLong: false, isRepeatable: true);
        var answer = await Exchange
            .SendAsync(http, request, options, clock, policy, cancellation)
            .ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            return ApiResults.Fail<AuthenticationHeaderValue>(answer.Problem);
        }

        if (answer.Value.Status != HttpStatusCode.OK)
        {
            return ApiResults.Fail<AuthenticationHeaderValue>(
                ProblemReader.Explain(answer.Value.Status, answer.Value.Body, key, Redact));
        }

        var access = Access(answer.Value.Body);
        if (access is null)
        {
            return ApiResults.Fail<AuthenticationHeaderValue>(new ApiProblem(
                ApiProblemKind.Unreadable,
                "What answers at the address of Label Studio gives no access token; check the address."));
        }

        var now = clock.GetUtcNow();
        var life = access.ExpiresAt is { } end && end > now ? end - now : LifeWhereUnknown;
        _current = new AccessToken(access.Token.Reveal(), now + (life * UsedShareOfLife));
        return ApiResults.Of(new AuthenticationHeaderValue("Bearer", _current.Token));
    }

    private static ApiKey? Access(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonBody.Parse(body);
            return ApiKey.Parse(document.RootElement.Text("access"));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record AccessToken(string Token, DateTimeOffset RenewAt);
}
