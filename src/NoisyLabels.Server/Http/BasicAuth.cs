using System.Security.Cryptography;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Server.Settings;

namespace NoisyLabels.Server.Http;

/// <summary>Asks every request for HTTP Basic, but for the question whether the server is there.</summary>
internal static class BasicAuth
{
    private const string NoCredentials =
        "This server asks for a user and a password, and the request has none. Label Studio does not pass those of the "
        + "backend on to its webhooks: add an Authorization header to the webhook, or run: noisylabels connect.";

    private const string WrongCredentials = "The user or the password is not the one that this server was given.";

    public static void UseBasicAuth(this WebApplication app, ServerSettings settings)
    {
        if (settings is not { User: { } user, Password: { } password })
        {
            return;
        }

        var expected = Digest(BasicHeader.Join(user, password.Reveal()));
        app.Use((context, next) =>
        {
            if (IsOpen(context.Request))
            {
                return next(context);
            }

            var given = BasicHeader.Read(context.Request.Headers.Authorization.ToString());
            if (given is not null && CryptographicOperations.FixedTimeEquals(Digest(given), expected))
            {
                return next(context);
            }

            context.Response.Headers.WWWAuthenticate = "Basic realm=\"NoisyLabels\", charset=\"UTF-8\"";
            var sentence = given is null ? NoCredentials : WrongCredentials;
            return new Refusal(StatusCodes.Status401Unauthorized, sentence).ExecuteAsync(context);
        });
    }

    private static bool IsOpen(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && request.Path.Value?.Trim('/').Split('/') is ["health" or "ready"] or [_, "health"];

    /// <summary>Digests have one length, so that the comparison does not tell how long the password is.</summary>
    private static byte[] Digest(byte[] bytes) => SHA256.HashData(bytes);
}
