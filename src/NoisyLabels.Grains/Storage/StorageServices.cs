using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace NoisyLabels.Grains.Storage;

/// <summary>Where silos keep what they must not forget.</summary>
public static class StorageServices
{
    /// <summary>Makes or upgrades the tables; to be awaited before the silo starts.</summary>
    /// <exception cref="UserErrorException">The database cannot be used; the message says why.</exception>
    public static Task MigrateAsync(this Database database) => Migration.RunAsync(database);

    /// <summary>Grain state, reminders and membership: PostgreSQL for many silos, SQLite for one.</summary>
    internal static ISiloBuilder UseNoisyLabelsStorage(this ISiloBuilder silo, Database database, SiloPorts ports)
    {
        silo.UseSystemTextJsonGrainStorageSerializer();
        silo.Configure<ClusterOptions>(cluster => (cluster.ServiceId, cluster.ClusterId) = ("noisylabels", "noisylabels"));
        if (database.Postgres is { } postgres)
        {
            silo.UseAdoNetClustering(o => (o.Invariant, o.DataSource) = ("Npgsql", postgres));
            silo.AddAdoNetGrainStorageAsDefault(o => (o.Invariant, o.DataSource) = ("Npgsql", postgres));
            silo.UseAdoNetReminderService(o => (o.Invariant, o.DataSource) = ("Npgsql", postgres));
            return ports.AdvertisedAddress is { } address
                ? silo.ConfigureEndpoints(IPAddress.Parse(address), ports.Silo, 0, listenOnAnyHostAddress: true)
                : silo.ConfigureEndpoints(ports.Silo, 0);
        }

        // Microsoft.Data.Sqlite answers to this name; its own is none that Orleans knows.
        const string Sqlite = "System.Data.SQLite";
        silo.UseLocalhostClustering(ports.Silo, gatewayPort: 0, serviceId: "noisylabels", clusterId: "noisylabels");
        silo.AddAdoNetGrainStorageAsDefault(o =>
            (o.Invariant, o.ConnectionString) = (Sqlite, database.GrainsConnectionString));
        return silo.UseAdoNetReminderService(o =>
            (o.Invariant, o.ConnectionString) = (Sqlite, database.GrainsConnectionString));
    }
}
