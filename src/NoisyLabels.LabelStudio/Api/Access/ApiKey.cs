using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using NoisyLabels.LabelStudio.Json;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Api.Access;

/// <summary>A key to Label Studio, as the user copied it.</summary>
public sealed record ApiKey
{
    private ApiKey(TokenKind kind, Secret token, DateTimeOffset? expiresAt)
    {
        Kind = kind;
        Token = token;
        ExpiresAt = expiresAt;
    }

    public TokenKind Kind { get; }

    public Secret Token { get; }

    /// <summary>When the token ends by its own word (a JWT); null for legacy tokens.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>Reads a key; null when there is none, or when no header can carry it.</summary>
    public static ApiKey? Parse(string? text)
    {
        var token = text?.Trim() ?? "";
        if (token.Length == 0 || token.Any(character => character is <= ' ' or > '~'))
        {
            return null;
        }

        var claims = Claims(token);
        return new ApiKey(
            claims is null ? TokenKind.Legacy
            : claims.Value.Type == "access" ? TokenKind.Access
            : TokenKind.PersonalAccess,
            new Secret(token),
            claims?.ExpiresAt);
    }

    /// <summary>A JWT is three parts of base64url with points between; the second is a JSON object.</summary>
    private static (string? Type, DateTimeOffset? ExpiresAt)? Claims(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || parts.Any(part => part.Length == 0) || !Base64Url.IsValid(parts[1]))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            var claims = document.RootElement;
            return claims.ValueKind is JsonValueKind.Object
                ? (claims.Text("token_type"), Moment(claims.Whole("exp")))
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static DateTimeOffset? Moment(long? seconds) =>
        seconds is >= 0 and <= 253_402_300_799 ? DateTimeOffset.FromUnixTimeSeconds(seconds.Value) : null;
}

/// <summary>The forms of a key to Label Studio, told apart by how they look.</summary>
public enum TokenKind
{
    /// <summary>
    /// Sent as it is: <c>Authorization: Token …</c>. Off by default in Label Studio since October 2025.
    /// </summary>
    Legacy,

    /// <summary>A JWT that is exchanged for access tokens of five minutes.</summary>
    PersonalAccess,

    /// <summary>An access token itself, which cannot be renewed.</summary>
    Access,
}
