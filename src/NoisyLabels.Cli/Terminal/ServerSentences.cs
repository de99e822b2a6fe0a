using System.Net;
using NoisyLabels.Contracts.Api;

namespace NoisyLabels.Cli.Terminal;

/// <summary>What a person at the terminal reads when the server does not do what was asked.</summary>
internal static class ServerSentences
{
    /// <returns>Null when the server has nothing to do with <paramref name="exception"/>.</returns>
    public static string? Of(Exception exception) => exception switch
    {
        NoisyLabelsApiException { Status: HttpStatusCode.Unauthorized } =>
            "The server asks for a user and a password: set BASIC_AUTH_USER and BASIC_AUTH_PASS.",
        NoisyLabelsApiException refusal => refusal.Message,
        NoisyLabelsUnreachableException { Timeout: null } away =>
            $"Nothing answers at {away.Server}: start 'noisylabels serve', or give its address with --server.",
        NoisyLabelsUnreachableException slow => slow.Message,
        NoisyLabelsFormatException other =>
            $"What answers at {other.Server} does not answer as 'noisylabels serve' of this version does; give the "
            + "server's address with --server.",
        _ => null,
    };
}
