using Microsoft.AspNetCore.Http.HttpResults;
using NoisyLabels.Contracts.Corrections;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Server.Backend;
using NoisyLabels.Server.Hosting;

namespace NoisyLabels.Server.Api;

/// <summary>What people decide about labels: events that are appended, never changed.</summary>
internal static class DecisionEndpoints
{
    private const int Shown = 1000;

    public static void MapDecisions(this RouteGroupBuilder project)
    {
        project.MapGet("/decisions", ListAsync).WithSummary("The latest decisions, newest first.");
        project.MapPost("/decisions", DecideAsync).WithSummary("Decide about one label or many: all, or none.");
    }

    private static async Task<Ok<IReadOnlyList<DecisionRow>>> ListAsync(HttpContext context, Database database) =>
        TypedResults.Ok(await database.ReadAsync(session =>
            DecisionTable.ListAsync(session, ProjectEndpoints.Key(context), Shown)));

    private static async Task<IResult> DecideAsync(HttpContext context, ProjectFinder finder, DecisionBatch batch)
    {
        var reply = await ProjectEndpoints.Grain(context, finder).Decide(batch);
        return reply.Problems.Count == 0
            ? TypedResults.Ok(reply)
            : SentenceResult.Refused(string.Join(' ', reply.Problems.Take(10)));
    }
}
