namespace NoisyLabels.Server.Api;

/// <summary>Our own interface, version 1: everything that the pages show and the command line does.</summary>
internal static class ApiEndpoints
{
    public static void MapApi(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi("/openapi/v1.json");
        var api = app.MapGroup("/api/v1");
        api.MapProjects();
        var project = api.MapGroup("/projects/{instance}/{id}").AddEndpointFilter<KnownProjectFilter>();
        project.MapProject();
        project.MapTraining();
        project.MapCorrections();
        project.MapDecisions();
        project.MapImages();
        app.MapGet("/corrections.json", PredecessorCorrections.GetAsync);
    }
}
