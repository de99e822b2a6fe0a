using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using NoisyLabels.Contracts.Training;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Server.Backend;
using NoisyLabels.Server.Hosting;

namespace NoisyLabels.Server.Api;

/// <summary>Trainings and what came of them.</summary>
internal static class TrainingEndpoints
{
    private const int Shown = 100;

    public static void MapTraining(this RouteGroupBuilder project)
    {
        project.MapPost("/training", StartAsync).WithSummary("Train now.");
        project.MapDelete("/training", CancelAsync).WithSummary("Cancel the training that is queued or runs.");
        project.MapGet("/runs", RunsAsync).WithSummary("The latest trainings, newest first.");
        project.MapGet("/versions", VersionsAsync).WithSummary("All versions, newest first.");
        project.MapPost("/versions/{modelVersion}/activate", ActivateAsync)
            .WithSummary("Let a version predict, for example an older one again.");
    }

    private static async Task<Accepted<TrainingReply>> StartAsync(HttpContext context, ProjectFinder finder) =>
        TypedResults.Accepted(
            (string?)null,
            await ProjectEndpoints.Grain(context, finder)
                .RequestTraining(new TrainingRequest("Asked for by the API", IsForced: true)));

    private static async Task<IResult> CancelAsync(HttpContext context, ProjectFinder finder) =>
        await ProjectEndpoints.Grain(context, finder).CancelTraining()
            ? TypedResults.NoContent()
            : SentenceResult.NotFound("No training is queued or runs.");

    private static async Task<Ok<IReadOnlyList<RunItem>>> RunsAsync(HttpContext context, Database database) =>
        TypedResults.Ok<IReadOnlyList<RunItem>>(
        [
            .. (await database.ReadAsync(session =>
                RunTable.ListAsync(session, ProjectEndpoints.Key(context), Shown))).Select(RunItem.Of),
        ]);

    private static async Task<Ok<IReadOnlyList<VersionItem>>> VersionsAsync(HttpContext context, Database database) =>
        TypedResults.Ok(await database.ReadAsync<IReadOnlyList<VersionItem>>(async session =>
        {
            var key = ProjectEndpoints.Key(context);
            var active = (await ProjectTable.FindAsync(session, key))?.ActiveVersion;
            return
            [
                .. (await VersionTable.ListAsync(session, key)).Select(version => new VersionItem(
                    version.ModelVersion,
                    version.ModelVersion == active,
                    DateTimeOffset.FromUnixTimeMilliseconds(version.CreatedAt),
                    JsonSerializer.Deserialize<TrainingOutcome>(version.Outcome)!)),
            ];
        }));

    private static async Task<IResult> ActivateAsync(HttpContext context, ProjectFinder finder, string modelVersion) =>
        await ProjectEndpoints.Grain(context, finder).Activate(modelVersion)
            ? TypedResults.NoContent()
            : SentenceResult.NotFound($"This project has no version \"{modelVersion}\".");
}
