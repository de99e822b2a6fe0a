using Microsoft.AspNetCore.Http.HttpResults;
using NoisyLabels.Grains.Images;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.LabelStudio.Images.Fetching;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.Server.Hosting;
using NoisyLabels.Server.Projects;

namespace NoisyLabels.Server.Api;

/// <summary>
/// The image of a task, fetched from where tasks' images may come from: a browser need not be logged in to Label
/// Studio.
/// </summary>
internal static class ImageEndpoint
{
    public static async Task<Results<FileContentHttpResult, Refusal>> HandleAsync(
        string instance,
        string id,
        long task,
        HttpContext context,
        KnownProjects known,
        ProjectGate projects,
        Database database,
        TaskImages images)
    {
        if (await known.FindAsync(instance, id) is not { } key)
        {
            return new Refusal(StatusCodes.Status404NotFound, ProjectEndpoints.NoProject);
        }

        var found = await database.ReadAsync(session => TaskTable.FindAsync(session, key, [task]));
        var config = LabelConfig.Parse((await projects.Project(key).GetConfig()).LabelConfig);
        if (found is not [var stored] || TaskImages.AddressOf(config, stored.Parsed()) is not { } address)
        {
            return new Refusal(
                StatusCodes.Status404NotFound, "The project has no such task, or the task has no image.");
        }

        var image = await images.FetchAsync(key, task, address, context.RequestAborted);
        if (!image.IsImage)
        {
            var status = image.Refusal.Kind is ImageRefusalKind.Failed
                ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status404NotFound;
            return new Refusal(status, image.Refusal.Message);
        }

        if (ImageTypes.Of(image.Bytes) is not { } type)
        {
            return new Refusal(StatusCodes.Status404NotFound, "What lies at the task's address is no image to show.");
        }

        // Whatever the bytes hold, a browser takes them for a picture and runs nothing.
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        context.Response.Headers.CacheControl = "private, max-age=3600";
        return TypedResults.Bytes(image.Bytes, type);
    }
}
