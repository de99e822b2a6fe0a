using Microsoft.AspNetCore.Http.HttpResults;
using NoisyLabels.Grains.Images;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.LabelStudio.Images.Fetching;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.Server.Http;
using NoisyLabels.Server.Projects;

namespace NoisyLabels.Server.Api;

/// <summary>
/// Shows the image of a task, which the server fetches itself: a browser need not be logged in to Label Studio.
/// </summary>
internal static class ImageEndpoints
{
    public static async Task<Results<FileContentHttpResult, Refusal>> GetAsync(
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
            return Refusal.NoProject;
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

        if (MediaTypeOf(image.Bytes) is not { } type)
        {
            return new Refusal(StatusCodes.Status404NotFound, "What lies at the task's address is no image to show.");
        }

        // Whatever the bytes hold, a browser takes them for a picture and runs nothing.
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        context.Response.Headers.CacheControl = "private, max-age=3600";
        return TypedResults.Bytes(image.Bytes, type);
    }

    /// <summary>The media type by the first bytes. SVG has none here, because it may hold scripts.</summary>
    private static string? MediaTypeOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : bytes is [0x89, (byte)'P', (byte)'N', (byte)'G', ..] ? "image/png"
        : bytes.StartsWith("GIF8"u8) ? "image/gif"
        : bytes.StartsWith("BM"u8) ? "image/bmp"
        : bytes.StartsWith("RIFF"u8) && bytes.Length > 12 && bytes[8..12].SequenceEqual("WEBP"u8) ? "image/webp"
        : bytes is [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] ? "image/tiff"
        : null;
}
