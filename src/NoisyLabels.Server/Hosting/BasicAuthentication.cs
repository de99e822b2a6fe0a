using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace NoisyLabels.Server.Hosting;

/// <summary>
/// One user and password for everything: it is what Label Studio offers for backends. Its webhooks send none, unless
/// their row has the header; <c>noisylabels connect</c> puts it there.
/// </summary>
internal sealed class BasicAuthentication(RequestDelegate next, ServerSettings settings)
{
    private readonly byte[]? _expected = settings is { User: { } user, Password: { } password }
        ? SHA256.HashData(Encoding.UTF8.GetBytes($"{user}:{password.Reveal()}"))
        : null;

    public Task InvokeAsync(HttpContext context)
    {
        if (_expected is null || IsRight(context.Request))
        {
            return next(context);
        }

        context.Response.Headers.WWWAuthenticate = "Basic realm=\"NoisyLabels\"";
        return Sentences.AnswerAsync(
            context,
            StatusCodes.Status401Unauthorized,
            context.Request.Headers.Authorization.Count == 0
                ? "This backend wants a user and a password (Basic auth); webhooks need them as a header: run noisylabels connect."
                : "The user or the password is wrong.");
    }

    /// <summary>Hashes are compared, so that the time says nothing about the password, nor about its length.</summary>
    private bool IsRight(HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
            || !header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)
            || header.Parameter is null)
        {
            return false;
        }

        var buffer = new byte[header.Parameter.Length];
        return Convert.TryFromBase64String(header.Parameter, buffer, out var length)
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(buffer.AsSpan(0, length)), _expected);
    }
}
