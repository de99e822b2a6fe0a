using NoisyLabels.Contracts;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Server.Hosting;

namespace NoisyLabels.Server.Api;

/// <summary>Paths that name a project nobody has heard of end here; a grain would make one up.</summary>
internal sealed class KnownProjectFilter(Database database) : IEndpointFilter
{
    private const string Item = "project";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var values = context.HttpContext.Request.RouteValues;
        var name = $"{values["instance"]}/{values["id"]}";
        var key = ProjectKey.Parse(name);
        if (key is null || await database.ReadAsync(session => ProjectTable.FindAsync(session, key)) is null)
        {
            return SentenceResult.NotFound(
                $"There is no project {name}. GET /api/v1/projects lists them; connect one with noisylabels connect.");
        }

        context.HttpContext.Items[Item] = key;
        return await next(context);
    }

    /// <summary>The project of the path, which this filter has checked.</summary>
    public static ProjectKey Of(HttpContext context) => (ProjectKey)context.Items[Item]!;
}
