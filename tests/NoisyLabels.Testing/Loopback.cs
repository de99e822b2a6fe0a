using System.Net;
using System.Net.Sockets;

namespace NoisyLabels.Testing;

/// <summary>This machine, as servers of the tests see it.</summary>
public static class Loopback
{
    /// <summary>A port on which nobody listens at this moment.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
