using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace NoisyLabels.LabelStudio.Json;

/// <summary>The bytes of a message from elsewhere as a JSON object, with limits on size and depth.</summary>
internal static class JsonBody
{
    /// <summary>Label Studio of before 1.12 posts all annotated tasks to /train in one body.</summary>
    public const long MostBytes = 1L << 30;

    private const int MostLevels = 64;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>
    /// Parses <paramref name="body"/> and lets <paramref name="read"/> take what it needs; the document lives no
    /// longer than that call.
    /// </summary>
    public static Reading<T> Read<T>(ReadOnlyMemory<byte> body, Func<JsonElement, Reading<T>> read)
        where T : class
    {
        if (body.Length == 0)
        {
            return Readings.Refused<T>("The body is empty; a JSON object is expected.");
        }

        try
        {
            using var document = Document(body);
            return document.RootElement.ValueKind is JsonValueKind.Object
                ? read(document.RootElement)
                : Readings.Refused<T>(
                    $"The body is {Article(document.RootElement.ValueKind)}; a JSON object is expected.");
        }
        catch (JsonException e)
        {
            // The exception's own message repeats parts of the body, which may be secrets.
            return Readings.Refused<T>(
                $"The body is no JSON that can be read (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}).");
        }
    }

    /// <summary>The whole of a stream, up to <paramref name="mostBytes"/>.</summary>
    /// <exception cref="IOException">The other side went away.</exception>
    public static async Task<Reading<T>> ReadAsync<T>(
        Stream stream,
        Func<JsonElement, Reading<T>> read,
        long mostBytes,
        CancellationToken cancellation)
        where T : class
    {
        using var copy = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false) is var count and > 0)
        {
            if (copy.Length + count > mostBytes)
            {
                return Readings.Refused<T>($"The body has more than {mostBytes} bytes, the most that is read.");
            }

            copy.Write(buffer, 0, count);
        }

        return Read(copy.GetBuffer().AsMemory(0, (int)copy.Length), read);
    }

    /// <summary>
    /// A document in which every text can be read: what is no Unicode becomes U+FFFD beforehand, because one odd
    /// file name is no reason to refuse a thousand tasks.
    /// </summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonDocument Document(ReadOnlyMemory<byte> body)
    {
        if (body.Span.StartsWith(ByteOrderMark))
        {
            body = body[ByteOrderMark.Length..];
        }

        if (!Utf8.IsValid(body.Span))
        {
            body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body.Span));
        }

        return JsonDocument.Parse(
            SurrogateEscapes.Paired(body),
            new JsonDocumentOptions { MaxDepth = MostLevels, CommentHandling = JsonCommentHandling.Disallow });
    }

    private static string Article(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "a JSON list",
        JsonValueKind.String => "a JSON string",
        JsonValueKind.Number => "a number",
        _ => "no JSON object",
    };
}
