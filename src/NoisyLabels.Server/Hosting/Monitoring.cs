using Microsoft.AspNetCore.Http.HttpResults;
using NoisyLabels.Server.Backend;
using NoisyLabels.Server.Http;
using OpenTelemetry.Metrics;

namespace NoisyLabels.Server.Hosting;

/// <summary>What programs that watch the server ask for: <c>/metrics</c> and <c>/ready</c>.</summary>
internal static class Monitoring
{
    public static WebApplicationBuilder AddMetrics(this WebApplicationBuilder builder)
    {
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddAspNetCoreInstrumentation()
            .AddMeter(BackendMeter.Name, "Microsoft.Orleans", "System.Runtime")
            .AddPrometheusExporter());
        return builder;
    }

    /// <summary>
    /// The silo starts before the listener, so the server is ready from its first answer until it begins to stop.
    /// </summary>
    public static void MapMonitoring(this WebApplication app)
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
