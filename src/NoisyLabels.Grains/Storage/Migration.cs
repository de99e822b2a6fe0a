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
            var upgrade = Prepare(DeployChanges.To.PostgresqlDatabase(database.PostgresConnectionString), "PostgreSql", null);
            await turn.ExecuteAsync(Script("PostgreSql.Orleans.sql"));
            Perform(upgrade, database.Folders);
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
        var earlier = database.Folders.EarlierGrainsFile;
        await using (var tables = new SqliteConnection(database.SqliteConnectionString))
        {
            await tables.OpenAsync();
            await tables.ExecuteAsync("PRAGMA journal_mode = WAL");
            var upgrade = Prepare(DeployChanges.To.SqliteDatabase(database.SqliteConnectionString), "Sqlite", earlier);
            await tables.ExecuteAsync(Script("Sqlite.Orleans.sql"));
            Perform(upgrade, database.Folders);
        }

        if (File.Exists(earlier))
        {
            File.Move(earlier, $"{earlier}.migrated", overwrite: true);
        }
    }

    /// <exception cref="UserErrorException">The database is newer than this program.</exception>
    private static UpgradeEngine Prepare(UpgradeEngineBuilder builder, string engine, string? earlierGrainsFile)
    {
        var upgrade = builder
            .WithScripts(Numbered(engine))
            .WithScript(EarlierGrainState.Name, new EarlierGrainState(earlierGrainsFile))
            .WithTransaction()
            .WithVariablesDisabled()
            .LogTo(new NoOpUpgradeLog())
            .Build();
        var known = upgrade.GetDiscoveredScripts().Select(script => script.Name).ToHashSet(StringComparer.Ordinal);
        return upgrade.GetExecutedScripts().Exists(name => !known.Contains(name))
            ? throw new UserErrorException(
                "The database was made by a newer version of NoisyLabels; run that version, or restore a backup.")
            : upgrade;
    }

    private static void Perform(UpgradeEngine upgrade, DataFolders folders)
    {
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
