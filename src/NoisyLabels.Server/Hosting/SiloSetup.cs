using System.Net;
using System.Net.Sockets;
using NoisyLabels.Grains;
using NoisyLabels.Grains.Storage;

namespace NoisyLabels.Server.Hosting;

/// <summary>The silo inside this process: projects, predictions and training are its grains.</summary>
internal static class SiloSetup
{
    private const int UsualPort = 11111;

    public static GrainsOptions Grains(this ServerSettings settings) => new()
    {
        Storage = settings.Storage,
        Role = settings.Role,
        Instances = settings.Instances,
        TrainingSlots = settings.TrainingSlots,
        Ports = new SiloPorts(
            settings.SiloPort is not 0 ? settings.SiloPort : settings.PostgreSql is null ? FreePort() : UsualPort,
            settings.SiloAddress),
    };

    public static WebApplicationBuilder AddSilo(
        this WebApplicationBuilder builder, ServerSettings settings, Database database)
    {
        builder.UseOrleans(silo => silo.AddNoisyLabels(settings.Grains(), database));
        return builder;
    }

    /// <summary>Nobody else talks to the only silo, but it listens all the same: on a port that is nobody's.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
