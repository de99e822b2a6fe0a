using Microsoft.AspNetCore.Http.Features;

namespace NoisyLabels.Server.Backend;

/// <summary>Reads the bytes of a request, up to what its address takes.</summary>
internal static class RequestBody
{
    /// <summary>A labelling configuration, a project, or little more.</summary>
    public const long Small = 16L << 20;

    /// <summary>Label Studio sends 5,000 tasks in one event at most.</summary>
    public const long Event = 64L << 20;

    /// <summary>Label Studio asks for all selected tasks in one request, with all their annotations.</summary>
    public const long Tasks = 256L << 20;

    /// <summary>
    /// Label Studio before 1.12 posts all annotated tasks of a project in one body, about 1 KB each. The server refuses a
    /// larger body: the export of Label Studio says the same in pieces.
    /// </summary>
    public const long AllTasks = 256L << 20;

    private const int MaxReserved = 1 << 20;

    /// <exception cref="BadHttpRequestException">The body is larger than <paramref name="max"/>, or breaks off.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context, long max)
    {
        Allow(context, max);

        // The sender may claim any length: only a little room is made at once, the rest as the bytes come.
        using var bytes = new MemoryStream((int)Math.Min(context.Request.ContentLength ?? 0, MaxReserved));
        await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    /// <summary>Raises or lowers the limit of this body; reading beyond the limit throws.</summary>
    public static void Allow(HttpContext context, long max)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = max;
        }
    }
}
