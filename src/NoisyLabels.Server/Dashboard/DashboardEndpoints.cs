using System.Text.Encodings.Web;
using System.Text.Unicode;
using NoisyLabels.Server.Api;
using NoisyLabels.Server.Backend;
using RazorSlices;
using ProjectsPage = AspNetCoreGeneratedDocument.Dashboard_Slices_ProjectsPage;
using ReviewPage = AspNetCoreGeneratedDocument.Dashboard_Slices_ReviewPage;

namespace NoisyLabels.Server.Dashboard;

/// <summary>The pages. They work without a script, and live with it.</summary>
internal static class DashboardEndpoints
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void MapDashboard(this IEndpointRouteBuilder app)
    {
        app.MapGet("/", RootAsync);
        app.MapGet("/assets/{name}", Asset);
        app.MapGroup("/projects/{instance}/{id}")
            .AddEndpointFilter<KnownProjectFilter>()
            .MapGet("/review", ReviewAsync);
    }

    /// <summary>Label Studio asks the same address whether the backend lives; only a browser wants a page.</summary>
    private static async Task<IResult> RootAsync(HttpContext context, ProjectFinder finder) =>
        context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? Page(context, new ProjectsPage { Model = await ProjectEndpoints.StatusesAsync(finder) })
            : BackendEndpoints.Health();

    private static async Task<IResult> ReviewAsync(HttpContext context, ProjectFinder finder, CorrectionReader reader)
    {
        var status = await ProjectEndpoints.Grain(context, finder).GetStatus();
        var control = status.Controls.FirstOrDefault(control => !control.IsMultiple);
        var version = await reader.VersionAsync(status.Key);
        var page = control is null || version is null
            ? null
            : await reader.PageAsync(status.Key, version, new(control.Name, OnlyIssues: true, OnlyOpen: true));
        return Page(context, new ReviewPage { Model = new ReviewModel(status, control, page) });
    }

    private static RazorSlice Page(HttpContext context, RazorSlice page)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        page.HtmlEncoder = Encoder;
        return page;
    }

    private static IResult Asset(string name, HttpContext context)
    {
        var stream = typeof(DashboardEndpoints).Assembly.GetManifestResourceStream($"assets/{name}");
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return stream is null
            ? TypedResults.NotFound()
            : TypedResults.Stream(stream, Path.GetExtension(name) == ".css" ? "text/css" : "text/javascript");
    }
}
