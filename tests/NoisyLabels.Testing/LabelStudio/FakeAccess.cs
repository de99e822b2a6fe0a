using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace NoisyLabels.Testing.LabelStudio;

/// <summary>Tokens of both kinds, with the refusals of 1.23.2. Access tokens live five minutes.</summary>
public sealed class FakeAccess(FakeLabelStudioSettings settings)
{
    public const string LegacyToken = "0123456789abcdef0123456789abcdef01234567";

    private static readonly string[] OpenPaths =
        ["/api/version", "/health", "/api/token/refresh", "/public", "/signed"];

    private readonly Dictionary<string, DateTimeOffset> _accessTokens = [];
    private int _issued;

    public string PersonalToken { get; } = Jwt("refresh", 8_102_770_630, "pat");

    public bool IsRevoked { get; set; }

    /// <summary>How many access tokens were given out.</summary>
    public int Issued => _issued;

    /// <summary>Forgets the access tokens given out so far.</summary>
    public void ForgetAccessTokens()
    {
        lock (_accessTokens)
        {
            _accessTokens.Clear();
        }
    }

    internal IResult Refresh(JsonNode? body)
    {
        if ((string?)body?["refresh"] != PersonalToken)
        {
            return Results.Json(FakeLabelStudio.Problem(401, "Token is invalid"), statusCode: 401);
        }

        if (IsRevoked)
        {
            return Results.Json(FakeLabelStudio.Problem(401, "Token is blacklisted"), statusCode: 401);
        }

        var end = settings.Clock.GetUtcNow().AddMinutes(5);
        var token = Jwt("access", end.ToUnixTimeSeconds(), $"a{Interlocked.Increment(ref _issued)}");
        lock (_accessTokens)
        {
            _accessTokens[token] = end;
        }

        return Results.Json(new JsonObject { ["access"] = token });
    }

    /// <summary>Null when the request may pass.</summary>
    internal JsonObject? Refusal(HttpRequest request)
    {
        if (OpenPaths.Any(path => request.Path.StartsWithSegments(path)))
        {
            return null;
        }

        var detail = request.Headers.Authorization.ToString().Split(' ', 2) switch
        {
            ["Token", LegacyToken] when settings.TakesLegacyTokens => null,
            ["Token", LegacyToken] => "Authentication token no longer valid: legacy token authentication has been "
                + "disabled for this organization",
            ["Token", _] => "Invalid token.",
            ["Bearer", var token] when IsAlive(token) => null,
            _ => "Authentication credentials were not provided.",
        };
        return detail is null ? null : FakeLabelStudio.Problem(401, detail);
    }

    private bool IsAlive(string token)
    {
        lock (_accessTokens)
        {
            return _accessTokens.TryGetValue(token, out var end) && settings.Clock.GetUtcNow() < end;
        }
    }

    private static string Jwt(string type, long end, string name)
    {
        var claims = $$"""{"token_type":"{{type}}","exp":{{end}},"jti":"{{name}}","user_id":"1"}""";
        return $"{Part("""{"alg":"HS256","typ":"JWT"}""")}.{Part(claims)}.FAKE-SIGNATURE";
    }

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
