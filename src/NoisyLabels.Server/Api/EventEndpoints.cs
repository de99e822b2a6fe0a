using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Server.Http;
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
            : Refusal.NoProject;
}

/// <summary>Looks at projects once a second, and says where a project stands when that has changed.</summary>
internal sealed class StatusFeed(
    KnownProjects known,
    ProjectGate projects,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    IOptions<JsonOptions> json)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <param name="only">One project; null for all.</param>
    public async IAsyncEnumerable<SseItem<ProjectStatus>> WatchAsync(
        ProjectKey? only, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        using var timer = new PeriodicTimer(Pause, time);
        var said = new Dictionary<ProjectKey, string>();
        do
        {
            foreach (var key in only is null ? await known.AllAsync() : [only])
            {
                var status = await projects.Project(key).GetStatus();
                var text = JsonSerializer.Serialize(status, json.Value.SerializerOptions);
                if (said.GetValueOrDefault(key) != text)
                {
                    said[key] = text;
                    yield return new SseItem<ProjectStatus>(status, "status");
                }
            }
        }
        while (await WaitForTickAsync(timer, stop.Token));
    }

    /// <returns>False when the listener has gone or the server stops.</returns>
    private static async Task<bool> WaitForTickAsync(PeriodicTimer timer, CancellationToken cancellation)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
