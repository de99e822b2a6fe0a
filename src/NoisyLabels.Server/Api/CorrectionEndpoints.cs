using Microsoft.Net.Http.Headers;
using NoisyLabels.Server.Hosting;

namespace NoisyLabels.Server.Api;

/// <summary>The corrections of a project: by the page as JSON, all at once as CSV.</summary>
internal static class CorrectionEndpoints
{
    public static void MapCorrections(this RouteGroupBuilder project)
    {
        project.MapGet("/corrections", PageAsync)
            .WithSummary("Labelled tasks with suggestions and decisions, worst label first.");
        project.MapGet("/corrections.csv", CsvAsync).WithSummary("All of them as CSV.");
    }

    private static async Task<IResult> PageAsync(
        HttpContext context, CorrectionReader reader, [AsParameters] CorrectionQuery query)
    {
        var key = ProjectEndpoints.Key(context);
        if (await reader.ControlAsync(key, query.Control) is not { } control)
        {
            return NoControl(query.Control);
        }

        if (query.Filter(control, out var problem) is not { } filter)
        {
            return SentenceResult.Refused(problem);
        }

        if (await reader.VersionAsync(key) is not { } version)
        {
            return NoModel();
        }

        var page = await reader.PageAsync(key, version, filter);
        var tag = new EntityTagHeaderValue($"\"{PageTag.Of(page)}\"");
        context.Response.GetTypedHeaders().ETag = tag;
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(page);
    }

    private static async Task<IResult> CsvAsync(
        HttpContext context, CorrectionReader reader, [AsParameters] CorrectionQuery query)
    {
        var key = ProjectEndpoints.Key(context);
        if (await reader.ControlAsync(key, query.Control) is not { } control)
        {
            return NoControl(query.Control);
        }

        if (query.Filter(control, out var problem) is not { } filter)
        {
            return SentenceResult.Refused(problem);
        }

        return await reader.VersionAsync(key) is { } version
            ? TypedResults.Stream(
                stream => CorrectionCsv.WriteAsync(stream, reader.AllAsync(key, version, filter), version.ModelVersion),
                "text/csv; charset=utf-8",
                "corrections.csv")
            : NoModel();
    }

    internal static SentenceResult NoModel() =>
        SentenceResult.NotFound("This project has no model yet, so nothing can be said about its labels.");

    internal static SentenceResult NoControl(string? name) => SentenceResult.NotFound(
        name is null ? "This project has no single choice." : $"This project has no single choice \"{name}\".");
}
