using Microsoft.AspNetCore.Http.HttpResults;
using NoisyLabels.Contracts.Projects;
using NoisyLabels.Server.Hosting;
using NoisyLabels.Server.Projects;

namespace NoisyLabels.Server.Api;

/// <summary>Server-sent events named <c>status</c>.</summary>
internal static class EventEndpoints
{
    public static ServerSentEventsResult<ProjectStatus> All(StatusFeed feed, CancellationToken cancellation) =>
        TypedResults.ServerSentEvents(feed.WatchAsync(only: null, cancellation));

    public static async Task<Results<ServerSentEventsResult<ProjectStatus>, Refusal>> OneAsync(
        string instance, string id, KnownProjects known, StatusFeed feed, CancellationToken cancellation) =>
        await known.FindAsync(instance, id) is { } key
            ? TypedResults.ServerSentEvents(feed.WatchAsync(key, cancellation))
            : new Refusal(StatusCodes.Status404NotFound, ProjectEndpoints.NoProject);
}
