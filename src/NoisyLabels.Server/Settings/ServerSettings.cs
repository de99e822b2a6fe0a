using System.Net;
using System.Net.Sockets;
using NoisyLabels.Grains;
using NoisyLabels.Grains.Instances;
using NoisyLabels.Grains.Storage;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Server.Settings;

/// <summary>How a server runs.</summary>
public sealed record ServerSettings
{
    private const int DefaultSiloPort = 11111;

    /// <summary>The section of the configuration; in the environment <c>NoisyLabels__Urls</c> and so on.</summary>
    public const string Section = "NoisyLabels";

    /// <summary>Where it listens.</summary>
    /// <value><c>http://127.0.0.1:9090</c> by default: this machine only.</value>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:9090"];

    /// <summary>What this process does.</summary>
    /// <value><see cref="SiloRole.All"/> by default.</value>
    public SiloRole Role { get; init; } = SiloRole.All;

    /// <summary>Folder of the database, models and caches; the server creates it.</summary>
    /// <value>The folder <c>server</c> of the user's data by default.</value>
    public string DataDirectory { get; init; } = Path.Combine(UserFolders.Data, "server");

    /// <summary>Connection string of PostgreSQL, which several processes may share.</summary>
    /// <value>Null by default: SQLite in <see cref="DataDirectory"/>, for one process.</value>
    public Secret? PostgreSql { get; init; }

    /// <summary>Port for other processes of the same cluster.</summary>
    /// <value>From 1 to 65535; 0, the default, takes 11111 with PostgreSQL and a free one without.</value>
    public int SiloPort { get; init; }

    /// <summary>IP address at which other processes of the same cluster reach this one.</summary>
    /// <value>Null by default: the address of the host's own name.</value>
    public string? SiloAddress { get; init; }

    /// <summary>Trainings at once in this process.</summary>
    /// <value>From 1 to 64; 1 by default.</value>
    public int TrainingSlots { get; init; } = 1;

    /// <summary>The installations of Label Studio by name, for backends at <c>/{name}/</c>.</summary>
    public IReadOnlyDictionary<string, InstanceOptions> Instances { get; init; } =
        new Dictionary<string, InstanceOptions>();

    /// <summary>The user that every request has to name, with <see cref="Password"/>.</summary>
    /// <value>Null by default: the server asks nobody.</value>
    public string? User { get; init; }

    public Secret? Password { get; init; }

    /// <summary>Listen to other machines although the server asks nobody for a password.</summary>
    /// <value>False by default.</value>
    public bool AllowsAnyone { get; init; }

    /// <summary>Log lines as JSON objects, for programs that collect them.</summary>
    /// <value>False by default: lines for people.</value>
    public bool LogsJson { get; init; }

    /// <summary>How long /predict works before it leaves the rest to the background.</summary>
    /// <value>From 1 s to 95 s, because Label Studio hangs up after 100; 80 s by default.</value>
    public TimeSpan PredictDeadline { get; init; } = TimeSpan.FromSeconds(80);

    internal bool AsksForPassword => User is not null && Password is not null;

    internal StorageOptions Storage => new()
    {
        DataDirectory = DataDirectory,
        ConnectionString = PostgreSql?.Reveal(),
    };

    /// <summary>What the silo in this process needs of them: projects, predictions and training are its grains.</summary>
    internal GrainsOptions Grains() => new()
    {
        Storage = Storage,
        Role = Role,
        Instances = Instances,
        TrainingSlots = TrainingSlots,
        Ports = new SiloPorts(
            SiloPort is not 0 ? SiloPort : PostgreSql is null ? FreePort() : DefaultSiloPort, SiloAddress),
    };

    /// <summary>The only silo listens although no other talks to it: on a port that nobody else has.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
