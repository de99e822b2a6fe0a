using Microsoft.AspNetCore.Http.HttpResults;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Server.Http;
using NoisyLabels.Server.Projects;

namespace NoisyLabels.Server.Api;

internal static class ProjectEndpoints
{
    public static async Task<Ok<ProjectList>> ListAsync(Database database)
    {
        var rows = await database.ReadAsync(ProjectTable.ListAsync);
        return TypedResults.Ok(new ProjectList(
        [
            .. rows.Select(row => new ProjectSummary(
                row.Project,
                row.Title,
                row.ActiveVersion ?? ModelVersions.None,
                DateTimeOffset.FromUnixTimeMilliseconds(row.UpdatedAt))),
        ]));
    }

    public static async Task<Results<Ok<ProjectStatus>, Refusal>> StatusAsync(
        string instance, string id, KnownProjects known, ProjectGate projects) =>
        await known.FindAsync(instance, id) is { } key
            ? TypedResults.Ok(await projects.Project(key).GetStatus())
            : Refusal.NoProject;

    public static async Task<Results<Ok<ProjectSettings>, Refusal>> SettingsAsync(
        string instance, string id, KnownProjects known, ProjectGate projects) =>
        await known.FindAsync(instance, id) is { } key
            ? TypedResults.Ok((await projects.Project(key).GetConfig()).Settings)
            : Refusal.NoProject;

    public static async Task<Results<Ok<ProjectSettings>, Refusal>> ChangeSettingsAsync(
        string instance, string id, ProjectSettings settings, KnownProjects known, ProjectGate projects)
    {
        if (await known.FindAsync(instance, id) is not { } key)
        {
            return Refusal.NoProject;
        }

        var problems = await projects.Project(key).ChangeSettings(settings);
        return problems.Count == 0
            ? TypedResults.Ok(settings)
            : new Refusal(StatusCodes.Status422UnprocessableEntity, string.Join(' ', problems));
    }
}
