using System.Data;
using System.Data.Common;
using System.Text.Json;
using Dapper;
using DbUp.Engine;
using Microsoft.Data.Sqlite;

namespace NoisyLabels.Grains.Storage;

/// <summary>
/// Takes over what earlier programs kept: on SQLite the state of grains in a file of its own, and on both engines a second
/// copy of each project's run in that state. It is one script of the migration, so that all of it happens once, in the
/// migration's transaction.
/// </summary>
/// <param name="file">The earlier file; null on PostgreSQL, where the state is in the database already.</param>
internal sealed class EarlierGrainState(string? file) : IScript
{
    public const string Name = "0003-earlier-grain-state";

    private static readonly string[] Phases = ["Queued", "Running", "Succeeded", "Failed", "Cancelled"];

    public string ProvideScript(Func<IDbCommand> dbCommandFactory)
    {
        using var command = dbCommandFactory();
        var (connection, transaction) = ((DbConnection)command.Connection!, command.Transaction);
        if (File.Exists(file))
        {
            connection.Execute(
                """
                INSERT INTO OrleansStorage (
                  ServiceId, GrainTypeString, GrainIdN0, GrainIdN1, GrainIdExtensionString, PayloadBinary, Version)
                VALUES (
                  @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, @GrainIdExtensionString, @PayloadBinary, @Version)
                ON CONFLICT DO NOTHING
                """,
                Read(file),
                transaction);
        }

        connection.Execute(
            "DELETE FROM OrleansStorage WHERE GrainTypeString = @Queue", new { Queue = "training-queue" }, transaction);
        var projects = connection.Query<Stored>(
            """
            SELECT GrainIdExtensionString, PayloadBinary FROM OrleansStorage
            WHERE GrainTypeString = @Project AND PayloadBinary IS NOT NULL
            """,
            new { Project = "project" },
            transaction);
        foreach (var project in projects.ToList())
        {
            if (JsonSerializer.Deserialize<State>(project.PayloadBinary!) is { Run: { } run } state)
            {
                TakeOver(connection, transaction, project.GrainIdExtensionString, state, run);
            }
        }

        return "SELECT 1";
    }

    private static List<Stored> Read(string file)
    {
        using var earlier = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        earlier.Open();

        // What a killed process left in the file beside it belongs to this one, which is about to get another name.
        earlier.Execute("PRAGMA journal_mode = DELETE");
        return earlier.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master WHERE name = 'OrleansStorage'") == 0
            ? []
            : earlier.Query<Stored>(
                """
                SELECT ServiceId, GrainTypeString, GrainIdN0, GrainIdN1, GrainIdExtensionString, PayloadBinary, Version
                FROM OrleansStorage
                """).AsList();
    }

    /// <summary>
    /// The state was written before the row, so that it knows better; but a version that is there already was the end of
    /// its run.
    /// </summary>
    private static void TakeOver(
        DbConnection connection, IDbTransaction? transaction, string project, State state, StoredRun run)
    {
        var number = run.Run.ToString("N");
        var version = connection.QueryFirstOrDefault<string>(
            "SELECT model_version FROM versions WHERE project = @project AND run = @number",
            new { project, number },
            transaction);
        var hasSucceeded = run.Phase == 1 && version is not null;
        var phase = hasSucceeded ? "Succeeded" : Phases[run.Phase];
        var isOpen = phase is "Queued" or "Running";
        connection.Execute(
            """
            UPDATE runs SET phase = 'Cancelled', ended_at = COALESCE(started_at, requested_at)
            WHERE project = @project AND run <> @number AND phase IN ('Queued', 'Running')
            """,
            new { project, number },
            transaction);
        connection.Execute(
            """
            INSERT INTO runs (project, run, phase, fence, reason, priority, requested_at, started_at, ended_at, heartbeat_at,
              lost, asked_again, model_version, sentences)
            VALUES (@project, @number, @phase, @Fence, @Reason, 1, @RequestedAt, @StartedAt, @EndedAt, @HeartbeatAt,
              @Lost, @AskedAgain, @ModelVersion, @Sentences)
            ON CONFLICT (project, run) DO UPDATE SET phase = excluded.phase, fence = excluded.fence,
              started_at = excluded.started_at, ended_at = excluded.ended_at, heartbeat_at = excluded.heartbeat_at,
              lost = excluded.lost, asked_again = excluded.asked_again, model_version = excluded.model_version,
              sentences = excluded.sentences
            """,
            new
            {
                project,
                number,
                phase,
                Fence = isOpen ? Math.Max(run.Fence, state.Fence) : run.Fence,
                run.Reason,
                RequestedAt = run.RequestedAt.ToUnixTimeMilliseconds(),
                StartedAt = run.StartedAt?.ToUnixTimeMilliseconds(),
                EndedAt = (hasSucceeded ? run.StartedAt : run.EndedAt)?.ToUnixTimeMilliseconds(),
                HeartbeatAt = phase == "Running" ? run.StartedAt?.ToUnixTimeMilliseconds() : null,
                Lost = (long)state.Lost,
                state.AskedAgain,
                ModelVersion = run.ModelVersion ?? (hasSucceeded ? version : null),
                Sentences = JsonSerializer.Serialize(run.Sentences),
            },
            transaction);
    }

    private sealed record Stored
    {
        public string ServiceId { get; init; } = "";

        public string GrainTypeString { get; init; } = "";

        public long GrainIdN0 { get; init; }

        public long GrainIdN1 { get; init; }

        public string GrainIdExtensionString { get; init; } = "";

        public byte[]? PayloadBinary { get; init; }

        public long Version { get; init; }
    }

    /// <summary>What a project's state said of its run; its other fields stay where they are.</summary>
    private sealed record State(StoredRun? Run, long Fence, string? AskedAgain, int Lost);

    private sealed record StoredRun(
        Guid Run,
        int Phase,
        long Fence,
        string Reason,
        DateTimeOffset RequestedAt,
        DateTimeOffset? StartedAt,
        DateTimeOffset? EndedAt,
        IReadOnlyList<string> Sentences,
        string? ModelVersion);
}
