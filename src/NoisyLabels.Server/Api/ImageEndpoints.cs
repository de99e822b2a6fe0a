using NoisyLabels.Grains.Images;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.Server.Backend;
using NoisyLabels.Server.Hosting;

namespace NoisyLabels.Server.Api;

/// <summary>The image of a task, so that a page needs no key to Label Studio.</summary>
internal static class ImageEndpoints
{
    public static void MapImages(this RouteGroupBuilder project) =>
        project.MapGet("/tasks/{task:long}/image", GetAsync).WithSummary("The image of a task.");

    private static async Task<IResult> GetAsync(
        HttpContext context, long task, Database database, ProjectFinder finder, TaskImages images)
    {
        var key = ProjectEndpoints.Key(context);
        var stored = await database.ReadAsync(session => TaskTable.FindAsync(session, key, [task]));
        var config = LabelConfig.Parse((await finder.Grain(key).GetConfig()).LabelConfig);
        if (stored is not [var found] || TaskImages.AddressOf(config, found.Parsed()) is not { } address)
        {
            return SentenceResult.NotFound($"Task {task} is not known, or has no image.");
        }

        var fetched = await images.FetchAsync(key, task, address, context.RequestAborted);
        if (!fetched.IsImage)
        {
            return SentenceResult.NotFound(fetched.Refusal.Message);
        }

        // Said to be a JPEG whatever it is: browsers look for themselves, but would run the scripts of an SVG.
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        context.Response.Headers.CacheControl = "private, max-age=3600";
        return TypedResults.Bytes(fetched.Bytes, "image/jpeg");
    }
}
