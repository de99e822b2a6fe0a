using System.Net;

namespace NoisyLabels.Server.Settings;

/// <summary>What must hold for settings, wherever they come from.</summary>
internal static class SettingsRules
{
    public static IEnumerable<string> Problems(ServerSettings settings)
    {
        foreach (var url in settings.Urls)
        {
            if (Address(url) is null)
            {
                yield return $"NoisyLabels:Urls holds \"{url}\"; an address looks like http://127.0.0.1:9090.";
            }
            else if (!IsLoopback(url) && !settings.AsksForPassword && !settings.AllowsAnyone)
            {
                yield return $"{url} is open to other machines, and nobody would be asked for a password: set "
                    + "BASIC_AUTH_USER and BASIC_AUTH_PASS, or NoisyLabels:AllowAnyone=true on a trusted network.";
            }
        }

        if (settings.User is null != settings.Password is null)
        {
            yield return "Only one of BASIC_AUTH_USER and BASIC_AUTH_PASS is set; set both, or none of them.";
        }

        if (settings.User?.Contains(':', StringComparison.Ordinal) is true)
        {
            yield return "BASIC_AUTH_USER holds a colon, which HTTP does not allow in a name; take another name.";
        }

        if (settings.SiloAddress is { } address && !IPAddress.TryParse(address, out _))
        {
            yield return $"NoisyLabels:SiloAddress is \"{address}\"; it has to be an IP address.";
        }

        foreach (var problem in settings.Grains().Problems())
        {
            yield return problem;
        }
    }

    public static bool IsLoopback(string url) =>
        Address(url) is { } address
        && (string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));

    private static BindingAddress? Address(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.Scheme is "http" or "https" && address.Host.Length > 0 && !address.IsUnixPipe
                ? address
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
