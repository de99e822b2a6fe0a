using NoisyLabels.Contracts;
using NoisyLabels.Grains.Storage.Rows;

namespace NoisyLabels.Grains.Storage.Tables;

/// <summary>The versions of projects' models.</summary>
public static class VersionTable
{
    private const string Columns = "number, model_version, run, fence, created_at, outcome";

    /// <summary>Newest first.</summary>
    public static Task<IReadOnlyList<VersionRow>> ListAsync(Session session, ProjectKey key) =>
        session.QueryAsync<VersionRow>(
            $"SELECT {Columns} FROM versions WHERE project = @Project ORDER BY number DESC",
            new { Project = key.ToString() });

    /// <summary>Null when there is no such version.</summary>
    public static Task<VersionRow?> FindAsync(Session session, ProjectKey key, string modelVersion) =>
        session.FirstAsync<VersionRow>(
            $"SELECT {Columns} FROM versions WHERE project = @Project AND model_version = @modelVersion",
            new { Project = key.ToString(), modelVersion });

    /// <summary>The version that predicts; null before the first.</summary>
    public static async Task<VersionRow?> ActiveAsync(Session session, ProjectKey key) =>
        await ProjectTable.FindAsync(session, key) is { ActiveVersion: { } active }
            ? await FindAsync(session, key, active)
            : null;

    /// <summary>The number of the newest version; 0 before the first.</summary>
    internal static Task<long> MaxNumberAsync(Session session, ProjectKey key) => session.CountAsync(
        "SELECT COALESCE(max(number), 0) FROM versions WHERE project = @Project", new { Project = key.ToString() });

    internal static Task AddAsync(Session session, ProjectKey key, VersionRow version) => session.ExecuteAsync(
        """
        INSERT INTO versions (project, number, model_version, run, fence, created_at, outcome)
        VALUES (@Project, @Number, @ModelVersion, @Run, @Fence, @CreatedAt, @Outcome)
        """,
        new
        {
            Project = key.ToString(),
            version.Number,
            version.ModelVersion,
            version.Run,
            version.Fence,
            version.CreatedAt,
            version.Outcome,
        });
}
