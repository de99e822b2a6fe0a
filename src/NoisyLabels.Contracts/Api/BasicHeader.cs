using System.Net.Http.Headers;
using System.Text;

namespace NoisyLabels.Contracts.Api;

/// <summary>The header <c>Authorization: Basic</c> (RFC 7617), in UTF-8.</summary>
public static class BasicHeader
{
    private const string Scheme = "Basic";

    /// <param name="user">Holds no colon.</param>
    /// <param name="password">May be empty.</param>
    public static AuthenticationHeaderValue Write(string user, string? password) =>
        new(Scheme, Convert.ToBase64String(Join(user, password)));

    /// <returns>User, colon and password, as bytes; null when the header has another scheme or is broken.</returns>
    public static byte[]? Read(string? header)
    {
        if (!AuthenticationHeaderValue.TryParse(header, out var value)
            || !string.Equals(value.Scheme, Scheme, StringComparison.OrdinalIgnoreCase)
            || value.Parameter is null)
        {
            return null;
        }

        var bytes = new byte[value.Parameter.Length];
        return Convert.TryFromBase64String(value.Parameter, bytes, out var count) ? bytes[..count] : null;
    }

    /// <summary>The bytes that <see cref="Read"/> finds in a header with this user and password.</summary>
    public static byte[] Join(string user, string? password) => Encoding.UTF8.GetBytes($"{user}:{password}");
}
