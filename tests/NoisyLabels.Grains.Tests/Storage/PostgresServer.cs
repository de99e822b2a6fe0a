using NoisyLabels.Datasets.Tests.Files;
using NoisyLabels.Grains.Tests.Storage;
using NoisyLabels.Testing;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace NoisyLabels.Grains.Tests.Storage;

/// <summary>
/// A real PostgreSQL of the tests' own, on a socket in a temporary folder; it starts with the first test that asks.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    // The server refuses to run as root, so that root hands it to the user that its package has made.
    private const string Tools =
        """
        set -e
        tool() { command -v "$1" || ls /usr/lib/postgresql/*/bin/"$1" | sort -V | tail -1; }
        as_user() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<bool> _isRunning;
    private int _databases;

    public PostgresServer() => _isRunning = new Lazy<bool>(Start);

    /// <summary>An empty database. Skips the test where PostgreSQL is not installed.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The tests start PostgreSQL on Linux only.");
        Assert.SkipUnless(
            Shell.Run($"{Tools}\n[ -x \"$(tool initdb)\" ] && [ -x \"$(tool pg_ctl)\" ]") == 0,
            "PostgreSQL is not installed.");
        Assert.True(_isRunning.Value, "PostgreSQL does not start.");
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres"));
        await using var create = source.CreateCommand($"CREATE DATABASE {name}");
        await create.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    public void Dispose()
    {
        if (_isRunning is { IsValueCreated: true, Value: true })
        {
            NpgsqlConnection.ClearAllPools();
            Shell.Run($"{Tools}\nas_user \"$(tool pg_ctl)\" -D '{_folder["data"]}' -m immediate stop");
        }

        _folder.Dispose();
    }

    private string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = _folder.Path,
        Username = "noisylabels",
        Database = database,
    }.ToString();

    private bool Start() => Shell.Run(
        $"""
        {Tools}
        cd '{_folder.Path}'
        if [ "$(id -u)" = 0 ]; then chown postgres .; fi
        as_user "$(tool initdb)" -D data -U noisylabels -A trust -E UTF8 --locale=C --no-sync
        as_user "$(tool pg_ctl)" -D data -l log -w \
          -o "-k '{_folder.Path}' -c listen_addresses= -c fsync=off -c full_page_writes=off" start >log2 2>&1
        """) == 0;
}
