using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Runs;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Server.Http;
using NoisyLabels.Server.Projects;

namespace NoisyLabels.Server.Api;

internal static class TrainingEndpoints
{
    private const int MaxRuns = 200;

    public static async Task<Results<Accepted<TrainingReply>, Refusal>> RequestAsync(
        string instance, string id, KnownProjects known, ProjectGate projects)
    {
        if (await known.FindAsync(instance, id) is not { } key)
        {
            return Refusal.NoProject;
        }

        var reply = await projects.Project(key).RequestTraining(new TrainingRequest("the API", IsForced: true));
        return TypedResults.Accepted((string?)null, reply);
    }

    public static async Task<Results<NoContent, Refusal>> CancelAsync(
        string instance, string id, KnownProjects known, ProjectGate projects) =>
        await known.FindAsync(instance, id) is not { } key
            ? Refusal.NoProject
            : await projects.Project(key).CancelTraining()
                ? TypedResults.NoContent()
                : new Refusal(StatusCodes.Status409Conflict, "No training of this project waits or runs.");

    public static async Task<Results<Ok<RunList>, Refusal>> RunsAsync(
        string instance, string id, KnownProjects known, Database database)
    {
        if (await known.FindAsync(instance, id) is not { } key)
        {
            return Refusal.NoProject;
        }

        var runs = await database.ReadAsync(session => RunTable.ListAsync(session, key, MaxRuns));
        return TypedResults.Ok(new RunList([.. runs.Select(ToRun)]));
    }

    public static async Task<Results<Ok<VersionList>, Refusal>> VersionsAsync(
        string instance, string id, KnownProjects known, Database database)
    {
        if (await known.FindAsync(instance, id) is not { } key)
        {
            return Refusal.NoProject;
        }

        var (rows, project) = await database.ReadAsync(async session => (
            await VersionTable.ListAsync(session, key), await ProjectTable.FindAsync(session, key)));
        return TypedResults.Ok(new VersionList(
        [
            .. rows.Select(row => new ProjectVersion(
                row.ModelVersion,
                row.ModelVersion == project?.ActiveVersion,
                Time(row.CreatedAt),
                JsonSerializer.Deserialize<TrainingOutcome>(row.Outcome)!)),
        ]));
    }

    public static async Task<Results<NoContent, Refusal>> ActivateAsync(
        string instance, string id, string version, KnownProjects known, ProjectGate projects) =>
        await known.FindAsync(instance, id) is not { } key
            ? Refusal.NoProject
            : await projects.Project(key).Activate(version)
                ? TypedResults.NoContent()
                : new Refusal(StatusCodes.Status404NotFound, "The project has no such version.");

    private static ProjectRun ToRun(RunState run) => new(
        run.Run,
        run.Phase,
        run.Reason,
        run.RequestedAt,
        run.StartedAt,
        run.EndedAt,
        run.ModelVersion,
        run.Sentences);

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
