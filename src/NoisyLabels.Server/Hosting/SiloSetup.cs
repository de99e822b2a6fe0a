using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;

namespace NoisyLabels.Server.Hosting;

/// <summary>The silo inside this process: projects, predictions and training are its grains.</summary>
internal static class SiloSetup
{
    private const int UsualSiloPort = 11111;

    /// <summary>Never to be changed: stored grain states and reminders are found by it.</summary>
    private const string Service = "noisylabels";

    public static WebApplicationBuilder AddSilo(this WebApplicationBuilder builder, ServerSettings settings)
    {
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(cluster => (cluster.ServiceId, cluster.ClusterId) = (Service, Service));
            if (settings.PostgreSql is { } connection)
            {
                silo.UseAdoNetClustering(clustering =>
                {
                    clustering.Invariant = "Npgsql";
                    clustering.ConnectionString = connection.Reveal();
                });
                silo.ConfigureEndpoints(settings.SiloPort is 0 ? UsualSiloPort : settings.SiloPort, gatewayPort: 0);
            }
            else
            {
                silo.UseLocalhostClustering(
                    settings.SiloPort is 0 ? FreePort() : settings.SiloPort,
                    gatewayPort: 0,
                    serviceId: Service,
                    clusterId: Service);
            }
        });
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
