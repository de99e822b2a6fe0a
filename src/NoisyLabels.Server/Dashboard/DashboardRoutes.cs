using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Server.Api;
using NoisyLabels.Server.Backend;
using NoisyLabels.Server.Http;
using NoisyLabels.Server.Projects;
using ProjectsPage = AspNetCoreGeneratedDocument.Dashboard_Slices_ProjectsPage;
using ReviewPage = AspNetCoreGeneratedDocument.Dashboard_Slices_ReviewPage;

namespace NoisyLabels.Server.Dashboard;

/// <summary>The addresses of the pages for people, and of their files.</summary>
internal static class DashboardRoutes
{
    private const int MaxRowsShown = 50;

    public static void MapDashboard(this WebApplication app)
    {
        app.MapGet("/", HomeAsync).WithTags("Dashboard");
        app.MapGet("/projects/{instance}/{id}/review", ReviewAsync).WithTags("Dashboard");
        app.MapGet("/assets/{name}", Asset).WithTags("Dashboard");
    }

    /// <summary>Shows a browser the page of projects, and tells Label Studio that its backend is up.</summary>
    private static async Task<IResult> HomeAsync(HttpContext context, KnownProjects known, ProjectGate projects)
    {
        context.Response.Headers.Vary = "Accept";
        if (!context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            return BackendRoutes.Health();
        }

        var keys = await known.AllAsync();
        var states = await Task.WhenAll(keys.Select(key => projects.Project(key).GetStatus()));
        var model = new ProjectsModel([.. states.Select(status => new ProjectCard(status))]);
        return new Page(new ProjectsPage { Model = model });
    }

    private static async Task<IResult> ReviewAsync(
        string instance, string id, KnownProjects known, ProjectGate projects, CorrectionReader corrections)
    {
        if (await known.FindAsync(instance, id) is not { } key)
        {
            return Refusal.NoProject;
        }

        var status = await projects.Project(key).GetStatus();
        var page = await corrections.ReadPageAsync(key, control: null, new CorrectionFilter("", Limit: MaxRowsShown));
        var control = status.Controls.FirstOrDefault(one => one.Name == page.Control);
        var facts = control is null
            ? "This project has no single choice whose labels could be reviewed."
            : $"{control.Name}, judged by {status.ModelVersion}. Worst labels first; ? shows the keys.";
        return new Page(new ReviewPage
        {
            Model = new ReviewModel(
                new ProjectCard(status).Title,
                facts,
                ProjectCard.ApiPathOf(key),
                control?.Name ?? "",
                JsonSerializer.Serialize(control?.Classes ?? []),
                page.Items),
        });
    }

    private static Results<FileContentHttpResult, Refusal> Asset(string name) =>
        Assets.Find(name) is { } asset
            ? TypedResults.Bytes(asset.Bytes, asset.Type, entityTag: asset.Tag)
            : new Refusal(StatusCodes.Status404NotFound, "There is no such file.");
}
