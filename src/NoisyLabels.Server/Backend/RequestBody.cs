using Microsoft.AspNetCore.Http.Features;

namespace NoisyLabels.Server.Backend;

/// <summary>The bytes of a request, up to what its address takes.</summary>
internal static class RequestBody
{
    /// <summary>A labelling configuration, a project, or little more.</summary>
    public const long Small = 16L << 20;

    /// <summary>Label Studio sends 5,000 tasks in one event at most.</summary>
    public const long Event = 64L << 20;

    /// <summary>Label Studio asks for all selected tasks in one request, with all their annotations.</summary>
    public const long Tasks = 256L << 20;

    /// <summary>
    /// Label Studio of before 1.12 posts all annotated tasks of a project in one body, about 1 KB each. What is larger
    /// is refused: its export says the same in pieces.
    /// </summary>
    public const long AllTasks = 256L << 20;

    private const int MostGuessed = 1 << 20;

    /// <exception cref="BadHttpRequestException">It is larger than <paramref name="most"/>, or breaks off.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context, long most)
    {
        Allow(context, most);

        // The length is the sender's word: room is made for a little of it, and for the rest as it comes.
        using var bytes = new MemoryStream((int)Math.Min(context.Request.ContentLength ?? 0, MostGuessed));
        await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    /// <summary>Lets the body have so many bytes; reading more of it throws.</summary>
    public static void Allow(HttpContext context, long most)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = most;
        }
    }
}
