using Microsoft.AspNetCore.Http.HttpResults;

namespace NoisyLabels.Server.Hosting;

internal static class Readiness
{
    /// <summary>
    /// The silo starts before the listener, so whoever can ask may send work, until the server begins to stop.
    /// </summary>
    public static void MapReadiness(this WebApplication app)
    {
        var lifetime = app.Lifetime;
        app.MapGet("/ready", Results<Ok<ReadyAnswer>, Refusal> () =>
            lifetime.ApplicationStopping.IsCancellationRequested
                ? new Refusal(StatusCodes.Status503ServiceUnavailable, "The server is stopping.")
                : TypedResults.Ok(new ReadyAnswer("ready")));
        app.MapPrometheusScrapingEndpoint("/metrics");
    }

    internal sealed record ReadyAnswer(string Status);
}
