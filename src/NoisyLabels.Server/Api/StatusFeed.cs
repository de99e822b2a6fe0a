using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Projects;
using NoisyLabels.Server.Projects;

namespace NoisyLabels.Server.Api;

/// <summary>Looks at projects once a second, and says where one stands when that is not what it said last.</summary>
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
        while (await TicksAsync(timer, stop.Token));
    }

    private static async Task<bool> TicksAsync(PeriodicTimer timer, CancellationToken cancellation)
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
