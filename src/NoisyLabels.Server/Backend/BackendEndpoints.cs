using Microsoft.AspNetCore.Http.HttpResults;
using NoisyLabels.Contracts.Projects;
using NoisyLabels.Grains.Projects;
using NoisyLabels.LabelStudio.Backend;
using NoisyLabels.LabelStudio.Json;
using NoisyLabels.Server.Hosting;

namespace NoisyLabels.Server.Backend;

/// <summary>
/// The routes that Label Studio calls, under / and under /{instance}/. Each answers with a JSON object: an empty body
/// and a list are errors to Label Studio.
/// </summary>
internal static class BackendEndpoints
{
    public static void MapBackend(this IEndpointRouteBuilder app)
    {
        foreach (var prefix in (string[])["", $"/{{instance:{InstanceConstraint.Name}}}"])
        {
            var group = app.MapGroup(prefix);
            group.MapGet("/health", Health);
            group.MapPost("/setup", SetupAsync);
            group.MapPost("/predict", (PredictEndpoint endpoint, HttpRequest request, string? instance = null) =>
                endpoint.HandleAsync(request, instance));
            group.MapPost("/webhook", (WebhookEndpoint endpoint, HttpRequest request, string? instance = null) =>
                endpoint.HandleAsync(request, instance));
            group.MapPost("/train", (TrainEndpoint endpoint, HttpRequest request, string? instance = null) =>
                endpoint.HandleAsync(request, instance));
            group.MapMethods("/versions", ["GET", "POST"], (
                ModelEndpoints endpoints, HttpRequest request, string? instance = null) =>
                endpoints.VersionsAsync(request, instance));
            group.MapPost("/job_status", (ModelEndpoints endpoints, HttpRequest request) =>
                endpoints.JobStatusAsync(request));
            group.MapPost("/validate", ModelEndpoints.ValidateAsync);
            group.MapPost("/duplicate_model", (
                ModelEndpoints endpoints, HttpRequest request, string? instance = null) =>
                endpoints.DuplicateAsync(request, instance));
            group.MapPost("/delete", (ModelEndpoints endpoints, HttpRequest request, string? instance = null) =>
                endpoints.DeleteAsync(request, instance));
        }

        app.MapGet($"/{{instance:{InstanceConstraint.Name}}}", Health);
    }

    /// <summary>From memory, whatever the projects do: Label Studio waits one second.</summary>
    public static JsonHttpResult<HealthResponse> Health() => Json(new HealthResponse());

    public static JsonHttpResult<T> Json<T>(T answer) => TypedResults.Json(answer, LabelStudioJson.Options);

    private static async Task<IResult> SetupAsync(HttpRequest request, ProjectFinder finder, string? instance = null)
    {
        var reading = SetupRequest.Read(await BodyReader.ReadAsync(request));
        if (!reading.IsMessage)
        {
            return SentenceResult.Refused(reading.Problem);
        }

        var setup = reading.Message;
        if (await finder.FindAsync(instance, setup.Project) is not { } key)
        {
            return Json(new SetupResponse(ModelVersions.None));
        }

        var reply = await finder.Grain(key).Setup(new SetupCommand(setup.LabelConfig, setup.Hostname, Title: null));
        return Json(new SetupResponse(reply.ModelVersion));
    }
}
