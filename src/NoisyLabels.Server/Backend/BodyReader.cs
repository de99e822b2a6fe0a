namespace NoisyLabels.Server.Backend;

/// <summary>The bytes of a body, up to a limit.</summary>
internal static class BodyReader
{
    /// <summary>Thousands of tasks with all that Label Studio says of each.</summary>
    public const long Usual = 256L << 20;

    /// <exception cref="BadHttpRequestException">It is larger.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, long mostBytes = Usual)
    {
        if (request.ContentLength > mostBytes)
        {
            throw TooLarge(mostBytes);
        }

        var copy = new MemoryStream((int)(request.ContentLength ?? 4096));
        var buffer = new byte[1 << 16];
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is var count and > 0)
        {
            if (copy.Length + count > mostBytes)
            {
                throw TooLarge(mostBytes);
            }

            copy.Write(buffer, 0, count);
        }

        return copy.GetBuffer().AsMemory(0, (int)copy.Length);
    }

    private static BadHttpRequestException TooLarge(long mostBytes) => new(
        $"The body has more than {mostBytes >> 20} MiB, the most that is read.",
        StatusCodes.Status413PayloadTooLarge);
}
