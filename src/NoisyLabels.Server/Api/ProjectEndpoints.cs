using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Projects;
using NoisyLabels.Server.Backend;
using NoisyLabels.Server.Hosting;

namespace NoisyLabels.Server.Api;

/// <summary>Projects, their settings, and the stream of what happens in them.</summary>
internal static class ProjectEndpoints
{
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(1);

    public static void MapProjects(this RouteGroupBuilder api)
    {
        api.MapGet("/projects", ListAsync).WithSummary("Every project with its state.");
        api.MapGet("/events", Events).WithSummary("The same as server-sent events, each second in which it changed.");
    }

    public static void MapProject(this RouteGroupBuilder project)
    {
        project.MapGet("", StatusAsync).WithSummary("One project with its state.");
        project.MapGet("/settings", SettingsAsync).WithSummary("What may be chosen for a project.");
        project.MapPut("/settings", ChangeAsync).WithSummary("Change settings; all of them are sent.");
    }

    public static async Task<IReadOnlyList<ProjectStatus>> StatusesAsync(ProjectFinder finder) =>
        await Task.WhenAll((await finder.AllAsync()).Select(key => finder.Grain(key).GetStatus()));

    private static async Task<Ok<IReadOnlyList<ProjectStatus>>> ListAsync(ProjectFinder finder) =>
        TypedResults.Ok(await StatusesAsync(finder));

    private static async Task<Ok<ProjectStatus>> StatusAsync(HttpContext context, ProjectFinder finder) =>
        TypedResults.Ok(await Grain(context, finder).GetStatus());

    private static async Task<Ok<ProjectSettings>> SettingsAsync(HttpContext context, ProjectFinder finder) =>
        TypedResults.Ok((await Grain(context, finder).GetConfig()).Settings);

    private static async Task<IResult> ChangeAsync(HttpContext context, ProjectFinder finder, ProjectSettings settings)
    {
        var problems = await Grain(context, finder).ChangeSettings(settings);
        return problems.Count == 0
            ? TypedResults.Ok(settings)
            : SentenceResult.Refused(string.Join(' ', problems));
    }

    private static ServerSentEventsResult<string> Events(
        ProjectFinder finder,
        TimeProvider clock,
        IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json,
        CancellationToken cancellation) =>
        TypedResults.ServerSentEvents(ChangesAsync(finder, clock, json.Value.SerializerOptions, cancellation));

    private static async IAsyncEnumerable<SseItem<string>> ChangesAsync(
        ProjectFinder finder,
        TimeProvider clock,
        JsonSerializerOptions json,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var last = "";
        while (!cancellation.IsCancellationRequested)
        {
            var now = JsonSerializer.Serialize(await StatusesAsync(finder), json);
            if (now != last)
            {
                yield return new SseItem<string>(last = now, "projects");
            }

            await Task.Delay(Pulse, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    internal static IProjectGrain Grain(HttpContext context, ProjectFinder finder) =>
        finder.Grain(KnownProjectFilter.Of(context));

    internal static ProjectKey Key(HttpContext context) => KnownProjectFilter.Of(context);
}
