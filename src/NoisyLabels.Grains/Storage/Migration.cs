using System.Data.Common;
using Dapper;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Output;
using Microsoft.Data.Sqlite;
using Npgsql;

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
        try
        {
            await (database.Postgres is { } postgres
                ? OnPostgresAsync(postgres, database)
                : OnSqliteAsync(database));
        }
        catch (DbException e) when (DatabaseErrors.Explain(e, database.Folders) is { } explained)
        {
            throw explained;
        }
    }

    private static async Task OnPostgresAsync(NpgsqlDataSource postgres, Database database)
    {
        await using var turn = await postgres.OpenConnectionAsync();
        await turn.ExecuteAsync("SELECT pg_advisory_lock(@AdvisoryLock)", new { AdvisoryLock });
        try
        {
            var builder = DeployChanges.To.PostgresqlDatabase(database.PostgresConnectionString);
            Upgrade(builder, "PostgreSql", database.Folders);
            await turn.ExecuteAsync(Script("PostgreSql.Orleans.sql"));
        }
        finally
        {
            // A pooled connection would keep it until it is used again.
            await turn.ExecuteAsync("SELECT pg_advisory_unlock(@AdvisoryLock)", new { AdvisoryLock });
        }
    }

    private static async Task OnSqliteAsync(Database database)
    {
        Directory.CreateDirectory(database.Folders.Root);
        await using (var tables = new SqliteConnection(database.TablesConnectionString))
        {
            await tables.OpenAsync();
            await tables.ExecuteAsync("PRAGMA journal_mode = WAL");
        }

        Upgrade(DeployChanges.To.SqliteDatabase(database.TablesConnectionString), "Sqlite", database.Folders);
        await using var grains = new SqliteConnection(database.GrainsConnectionString);
        await grains.OpenAsync();
        await grains.ExecuteAsync(Script("Sqlite.Orleans.sql"));
    }

    private static void Upgrade(UpgradeEngineBuilder builder, string engine, DataFolders folders)
    {
        var upgrade = builder
            .WithScripts(Numbered(engine))
            .WithTransaction()
            .WithVariablesDisabled()
            .LogTo(new NoOpUpgradeLog())
            .Build();
        var known = upgrade.GetDiscoveredScripts().Select(script => script.Name).ToHashSet(StringComparer.Ordinal);
        if (upgrade.GetExecutedScripts().Any(name => !known.Contains(name)))
        {
            throw new UserErrorException(
                "The database was made by a newer version of NoisyLabels; run that version, or restore a backup.");
        }

        var result = upgrade.PerformUpgrade();
        if (!result.Successful)
        {
            var script = result.ErrorScript?.Name;
            throw (result.Error is DbException error ? DatabaseErrors.Explain(error, folders) : null)
                ?? new UserErrorException(
                    $"The database could not be brought up to date ({script}): {result.Error.Message}", result.Error);
        }
    }

    /// <summary>The names are what the database remembers, so that no namespace is part of them.</summary>
    private static IEnumerable<SqlScript> Numbered(string engine) =>
        from name in typeof(Migration).Assembly.GetManifestResourceNames()
        where name.StartsWith($"{Resources}{engine}.0", StringComparison.Ordinal)
        let path = name[Resources.Length..]
        select new SqlScript(path[(engine.Length + 1)..], Script(path));

    private static string Resources => $"{typeof(Migration).Namespace}.Scripts.";

    private static string Script(string name)
    {
        using var stream = typeof(Migration).Assembly.GetManifestResourceStream(Resources + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
