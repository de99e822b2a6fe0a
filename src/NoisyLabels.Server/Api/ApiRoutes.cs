using NoisyLabels.Contracts.Api;
using NoisyLabels.Server.Http;

namespace NoisyLabels.Server.Api;

/// <summary>The API for programs and for our own pages, under <c>/api/v1</c>.</summary>
internal static class ApiRoutes
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => ApiJson.Apply(json.SerializerOptions));
        services.AddOpenApi("v1");
        return services.AddSingleton<CorrectionReader>().AddSingleton<StatusFeed>();
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapGet("/corrections.json", CorrectionEndpoints.ListsAsync).WithTags("Corrections");
        var api = app.MapGroup("/api/v1").AddEndpointFilter(RequireJsonAsync);
        api.MapGet("/projects", ProjectEndpoints.ListAsync).WithTags("Projects");
        api.MapGet("/events", EventEndpoints.All).WithTags("Events");
        MapProject(api.MapGroup("/projects/{instance}/{id}"));
    }

    private static void MapProject(RouteGroupBuilder project)
    {
        project.MapGet("", ProjectEndpoints.StatusAsync).WithTags("Projects");
        project.MapGet("/settings", ProjectEndpoints.SettingsAsync).WithTags("Projects");
        project.MapPut("/settings", ProjectEndpoints.ChangeSettingsAsync).WithTags("Projects");
        project.MapPost("/training", TrainingEndpoints.RequestAsync).WithTags("Training");
        project.MapDelete("/training", TrainingEndpoints.CancelAsync).WithTags("Training");
        project.MapGet("/runs", TrainingEndpoints.RunsAsync).WithTags("Training");
        project.MapGet("/versions", TrainingEndpoints.VersionsAsync).WithTags("Training");
        project.MapPost("/versions/{version}/activate", TrainingEndpoints.ActivateAsync).WithTags("Training");
        project.MapGet("/corrections", CorrectionEndpoints.PageAsync).WithTags("Corrections");
        project.MapGet("/corrections.csv", CorrectionEndpoints.CsvAsync).WithTags("Corrections");
        project.MapGet("/corrections.parquet", CorrectionEndpoints.ParquetAsync).WithTags("Corrections");
        project.MapGet("/decisions", CorrectionEndpoints.DecisionsAsync).WithTags("Corrections");
        project.MapPost("/decisions", CorrectionEndpoints.DecideAsync).WithTags("Corrections");
        project.MapGet("/tasks/{task:long}/image", ImageEndpoints.GetAsync).WithTags("Corrections");
        project.MapGet("/events", EventEndpoints.OneAsync).WithTags("Events");
    }

    /// <summary>
    /// Refuses bodies other than JSON: a page of another site can post a form without the browser's asking us first, but
    /// not JSON.
    /// </summary>
    private static ValueTask<object?> RequireJsonAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var hasBody = HttpMethods.IsPost(request.Method) || HttpMethods.IsPut(request.Method);
        return hasBody && !request.HasJsonContentType()
            ? ValueTask.FromResult<object?>(new Refusal(
                StatusCodes.Status415UnsupportedMediaType,
                "The body has to be JSON, with the content type application/json; send {} where there is nothing to say."))
            : next(context);
    }
}
