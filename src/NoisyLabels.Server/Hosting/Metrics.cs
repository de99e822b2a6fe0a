using OpenTelemetry.Metrics;

namespace NoisyLabels.Server.Hosting;

internal static class Metrics
{
    /// <summary>Name of the product's own meter.</summary>
    public const string Meter = "NoisyLabels";

    public static WebApplicationBuilder AddMetrics(this WebApplicationBuilder builder)
    {
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddAspNetCoreInstrumentation()
            .AddMeter(Meter, "Microsoft.Orleans", "System.Runtime")
            .AddPrometheusExporter());
        return builder;
    }
}
