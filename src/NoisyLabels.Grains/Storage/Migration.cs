using Dapper;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Output;
using Microsoft.Data.Sqlite;
using NoisyLabels.Learning;

namespace NoisyLabels.Grains.Storage;

/// <summary>
/// Brings the tables to the form that this program knows, before the silo starts. Any number of silos may do it at
/// once, any number of times.
/// </summary>
internal static class Migration
{
    /// <summary>Any number will do, as long as every silo takes the same.</summary>
    private const long AdvisoryLock = 0x4E6F697379;

    /// <exception cref="UserErrorException">The database is newer than this program, or a script failed.</exception>
    public static async Task RunAsync(Database database)
    {
        if (database.Postgres is { } postgres)
        {
            await using var turn = await postgres.OpenConnectionAsync();
            await turn.ExecuteAsync("SELECT pg_advisory_lock(@AdvisoryLock)", new { AdvisoryLock });
            Upgrade(DeployChanges.To.PostgresqlDatabase(database.PostgresConnectionString), "PostgreSql");
            await turn.ExecuteAsync(Script("PostgreSql.Orleans.sql"));
            await turn.ExecuteAsync("SELECT pg_advisory_unlock(@AdvisoryLock)", new { AdvisoryLock });
            return;
        }

        Directory.CreateDirectory(database.Folders.Root);
        await using (var tables = new SqliteConnection(database.TablesConnectionString))
        {
            await tables.OpenAsync();
            await tables.ExecuteAsync("PRAGMA journal_mode = WAL");
        }

        Upgrade(DeployChanges.To.SqliteDatabase(database.TablesConnectionString), "Sqlite");
        await using var grains = new SqliteConnection(database.GrainsConnectionString);
        await grains.OpenAsync();
        await grains.ExecuteAsync(Script("Sqlite.Orleans.sql"));
    }

    private static void Upgrade(UpgradeEngineBuilder builder, string engine)
    {
        var prefix = $"{Resources}{engine}.0";
        var upgrade = builder
            .WithScriptsEmbeddedInAssembly(
                typeof(Migration).Assembly, name => name.StartsWith(prefix, StringComparison.Ordinal))
            .WithTransaction()
            .LogTo(new NoOpUpgradeLog())
            .Build();
        var known = upgrade.GetDiscoveredScripts().Select(script => script.Name).ToHashSet(StringComparer.Ordinal);
        if (upgrade.GetExecutedScripts().Any(name => !known.Contains(name)))
        {
            throw new UserErrorException(
                "The database was made by a newer version of NoisyLabels; run that version, or restore a backup.");
        }

        DatabaseUpgradeResult result = upgrade.PerformUpgrade();
        if (!result.Successful)
        {
            throw new UserErrorException(
                $"The database could not be brought up to date ({result.ErrorScript?.Name}): {result.Error.Message}",
                result.Error);
        }
    }

    private static string Resources => $"{typeof(Migration).Namespace}.Scripts.";

    private static string Script(string name)
    {
        using var stream = typeof(Migration).Assembly.GetManifestResourceStream(Resources + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
