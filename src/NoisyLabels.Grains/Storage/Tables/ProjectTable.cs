using NoisyLabels.Contracts;
using NoisyLabels.Grains.Storage.Rows;

namespace NoisyLabels.Grains.Storage.Tables;

/// <summary>The projects that have been heard of.</summary>
public static class ProjectTable
{
    private const string Columns = "project, instance, title, active_version, image_sizes, updated_at";

    /// <summary>Most recently set up first.</summary>
    public static Task<IReadOnlyList<ProjectRow>> ListAsync(Session session) => session.QueryAsync<ProjectRow>(
        $"SELECT {Columns} FROM projects ORDER BY updated_at DESC, project", new { });

    /// <summary>Null when it has not been heard of.</summary>
    public static Task<ProjectRow?> FindAsync(Session session, ProjectKey key) => session.FirstAsync<ProjectRow>(
        $"SELECT {Columns} FROM projects WHERE project = @Project", new { Project = key.ToString() });

    internal static Task ActivateAsync(Session session, ProjectKey key, string modelVersion) => session.ExecuteAsync(
        "UPDATE projects SET active_version = @modelVersion WHERE project = @Project",
        new { Project = key.ToString(), modelVersion });

    /// <summary>The first choice stays: features of other sizes would not fit each other.</summary>
    internal static Task ChooseSizesAsync(Session session, ProjectKey key, string sizes) => session.ExecuteAsync(
        "UPDATE projects SET image_sizes = @sizes WHERE project = @Project AND image_sizes IS NULL",
        new { Project = key.ToString(), sizes });

    /// <summary>With another backbone they are chosen anew.</summary>
    internal static Task ForgetSizesAsync(Session session, ProjectKey key) => session.ExecuteAsync(
        "UPDATE projects SET image_sizes = NULL WHERE project = @Project", new { Project = key.ToString() });

    internal static Task SaveAsync(Session session, ProjectKey key, string? title, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            INSERT INTO projects (project, instance, title, updated_at) VALUES (@Project, @Instance, @title, @At)
            ON CONFLICT (project) DO UPDATE SET title = COALESCE(excluded.title, projects.title), updated_at = excluded.updated_at
            """,
            new { Project = key.ToString(), key.Instance, title, At = now.ToUnixTimeMilliseconds() });

    /// <summary>Each is counted in an index that holds nothing else, without a look at the rows.</summary>
    public static async Task<ProjectCounts> CountAsync(Session session, ProjectKey key)
    {
        var project = new { Project = key.ToString() };
        return new ProjectCounts(
            await session.CountAsync(
                "SELECT count(*) FROM tasks WHERE project = @Project AND is_deleted = 0", project),
            await session.CountAsync(
                "SELECT count(*) FROM annotations WHERE project = @Project AND is_deleted = 0", project),
            await session.CountAsync(
                "SELECT count(*) FROM tasks WHERE project = @Project AND is_deleted = 0 AND is_labelled = 1", project),
            await session.CountAsync(
                "SELECT count(*) FROM tasks WHERE project = @Project AND is_deleted = 0 AND image_sha256 IS NOT NULL",
                project),
            await session.CountAsync(
                "SELECT count(*) FROM tasks WHERE project = @Project AND is_deleted = 0 AND image_problem IS NOT NULL",
                project));
    }
}
