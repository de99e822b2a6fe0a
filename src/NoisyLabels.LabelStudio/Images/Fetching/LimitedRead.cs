namespace NoisyLabels.LabelStudio.Images.Fetching;

internal static class LimitedRead
{
    /// <summary>Null when there are more bytes than that.</summary>
    public static async Task<byte[]?> ToEndAsync(Stream stream, long mostBytes, CancellationToken cancellation)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false) is var count and > 0)
        {
            if (copy.Length + count > mostBytes)
            {
                return null;
            }

            copy.Write(buffer, 0, count);
        }

        return copy.ToArray();
    }
}
