using System.Net;
using System.Text.RegularExpressions;

namespace NoisyLabels.Cli.Connecting;

/// <summary>The address of our server, as Label Studio has to be told.</summary>
internal static partial class BackendAddress
{
    /// <exception cref="UserErrorException">It is no address of a server.</exception>
    public static Uri Parse(string text)
    {
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.Query.Length > 0
            || uri.Fragment.Length > 0)
        {
            throw new UserErrorException(
                $"--backend is no address of a server: \"{text}\"; it looks like {ConnectOptions.UsualBackend}.");
        }

        return uri.UserInfo.Length > 0
            ? throw new UserErrorException(
                "--backend must hold no user name or password; give them with --user and --password.")
            : uri;
    }

    /// <summary>
    /// One sentence where Label Studio takes this host for a backend, but makes no webhook for it, and says nothing.
    /// </summary>
    public static string? WebhookProblem(Uri backend)
    {
        var host = backend.Host;
        return IPAddress.TryParse(backend.DnsSafeHost, out _) || host == "localhost" || Dotted().IsMatch(host)
            ? null
            : $"Label Studio makes no webhook for the host \"{host}\": it wants a name with a dot in it and without "
                + "underscores, whose last part has two letters or more";
    }

    /// <summary>Whether two addresses name the same server.</summary>
    public static bool Same(string one, Uri other) =>
        Uri.TryCreate(one, UriKind.Absolute, out var uri) && Written(uri) == Written(other);

    /// <summary>Without a slash at the end, as Label Studio keeps it.</summary>
    public static string Written(Uri uri) => uri.AbsoluteUri.TrimEnd('/');

    public static Uri Webhook(Uri backend) => new($"{Written(backend)}/webhook");

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+([a-z]{2,}|xn--[a-z0-9-]+)\.?$", RegexOptions.IgnoreCase)]
    private static partial Regex Dotted();
}
