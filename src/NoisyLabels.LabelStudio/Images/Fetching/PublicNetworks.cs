using System.Net;
using System.Net.Sockets;

namespace NoisyLabels.LabelStudio.Images.Fetching;

/// <summary>Which addresses belong to the public internet (IANA special-purpose registries).</summary>
internal static class PublicNetworks
{
    private static readonly IPNetwork[] Reserved4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>
    /// Exceptions within the global unicast block: Teredo and its neighbours, documentation, and 6to4.
    /// </summary>
    private static readonly IPNetwork[] Reserved6 =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    /// <summary>Addresses that a translator turns into the IPv4 address in their last four bytes.</summary>
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    public static bool Contain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return Contain(address.MapToIPv4());
        }

        if (address.AddressFamily is AddressFamily.InterNetwork)
        {
            return !Reserved4.Any(network => network.Contains(address));
        }

        return Translated.Contains(address)
            ? Contain(new IPAddress(address.GetAddressBytes()[12..]))
            : Global6.Contains(address) && !Reserved6.Any(network => network.Contains(address));
    }
}
