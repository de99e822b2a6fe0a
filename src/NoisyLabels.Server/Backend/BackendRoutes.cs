using NoisyLabels.LabelStudio.Backend;

namespace NoisyLabels.Server.Backend;

/// <summary>
/// The addresses that Label Studio calls on its ML backend: at <c>/</c> for the default instance, at
/// <c>/{instance}/</c> for others.
/// </summary>
internal static class BackendRoutes
{
    public static IServiceCollection AddBackend(this IServiceCollection services) =>
        services
            .Configure<RouteOptions>(options => options.SetParameterPolicy<InstanceName>(InstanceName.Key))
            .AddSingleton<BackendMeter>()
            .AddSingleton<Prediction>()
            .AddSingleton<TaskDeliveries>()
            .AddHostedService(services => services.GetRequiredService<TaskDeliveries>());

    public static void MapBackend(this WebApplication app)
    {
        Map(app.MapGroup(""));
        var named = app.MapGroup($"/{{{InstanceName.Key}:{InstanceName.Key}}}");
        named.MapGet("/", Health);
        named.MapPrometheusScrapingEndpoint("/metrics");
        Map(named);
    }

    /// <summary>Answers without waiting for anything: Label Studio asks this before each call, and waits one second.</summary>
    public static IResult Health() => BackendAnswer.Json(new HealthResponse());

    private static void Map(RouteGroupBuilder backend)
    {
        backend.WithTags("Label Studio");
        backend.MapGet("/health", Health).Produces<HealthResponse>();
        backend.MapPost("/setup", SetupEndpoint.HandleAsync).Produces<SetupResponse>();
        backend.MapPost("/predict", PredictEndpoint.HandleAsync).Produces<PredictResponse>();
        backend.MapPost("/webhook", WebhookEndpoint.HandleAsync).Produces<Acknowledgement>();
        backend.MapPost("/train", TrainEndpoint.HandleAsync).Produces<Acknowledgement>();
        backend.MapMethods("/versions", ["GET", "POST"], OtherEndpoints.VersionsAsync).Produces<VersionsResponse>();
        backend.MapPost("/job_status", OtherEndpoints.JobStatusAsync).Produces<JobStatusResponse>();
        backend.MapPost("/validate", (Delegate)OtherEndpoints.ValidateAsync).Produces<OtherEndpoints.ValidateAnswer>();
        backend.MapPost("/duplicate_model", OtherEndpoints.DuplicateModelAsync).Produces<Acknowledgement>();
        backend.MapPost("/delete", OtherEndpoints.DeleteAsync).Produces<Acknowledgement>();
    }
}
