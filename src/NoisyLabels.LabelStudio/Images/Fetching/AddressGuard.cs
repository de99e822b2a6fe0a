using System.Net;
using System.Net.Sockets;

namespace NoisyLabels.LabelStudio.Images.Fetching;

/// <summary>
/// Decides which hosts images are fetched from, and connects only to the addresses that it has checked: a name that
/// resolves to another address the second time does not get past it.
/// </summary>
internal sealed class AddressGuard(ImageOptions options)
{
    private readonly Uri _instance = options.Instance.Root;

    public bool IsInstance(Uri uri) =>
        uri.Scheme == _instance.Scheme && IsInstance(uri.IdnHost, uri.Port);

    /// <summary>Says why a host is not asked; null when it may be. Its network is checked on connecting.</summary>
    public string? FindRefusal(Uri uri) =>
        uri.Scheme is not ("http" or "https") ? $"Images are not fetched by \"{uri.Scheme}:\"."
        : uri.UserInfo.Length > 0 ? "An image's address holds a user name or password; such addresses are not fetched."
        : IsInstance(uri) || options.AllowedHosts.Any(host => Matches(host, uri.IdnHost)) ? null
        : $"Images are not fetched from {uri.IdnHost}; add it to the allowed hosts to permit that.";

    /// <exception cref="AddressRefusedException">The host lies in a network that is not allowed.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var all = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(host, cancellation).ConfigureAwait(false);
        var permitted = IsInstance(host, port) ? all : Array.FindAll(all, IsPermitted);
        if (permitted.Length == 0)
        {
            throw new AddressRefusedException(
                $"Images are not fetched from {host}: it lies in a private network; add that network to the allowed "
                + "networks to permit it.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(permitted, port, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsInstance(string host, int port) =>
        string.Equals(host, _instance.IdnHost.Trim('[', ']'), StringComparison.OrdinalIgnoreCase)
        && port == _instance.Port;

    private bool IsPermitted(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return PublicNetworks.Contain(plain) || options.AllowedNetworks.Any(network => network.Contains(plain));
    }

    private static bool Matches(string pattern, string host) =>
        pattern == "*"
        || string.Equals(pattern, host, StringComparison.OrdinalIgnoreCase)
        || (pattern.StartsWith("*.", StringComparison.Ordinal)
            && host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase));
}

/// <summary>Carries a refusal out of the connecting of a socket; it does not leave this folder.</summary>
internal sealed class AddressRefusedException(string message) : Exception(message);
