namespace NoisyLabels.LabelStudio;

/// <summary>Reads what somebody else sends, up to a limit: the length that a sender names proves nothing.</summary>
internal static class BoundedRead
{
    /// <summary>Reads a stream to its end; null when it holds more than <paramref name="maxBytes"/>.</summary>
    /// <exception cref="IOException">The other side went away.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ToEndAsync(
        Stream stream, long maxBytes, CancellationToken cancellation)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false) is var count and > 0)
        {
            if (copy.Length + count > maxBytes)
            {
                return null;
            }

            copy.Write(buffer, 0, count);
        }

        return copy.GetBuffer().AsMemory(0, (int)copy.Length);
    }
}
