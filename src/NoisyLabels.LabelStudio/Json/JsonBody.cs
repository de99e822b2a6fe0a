using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace NoisyLabels.LabelStudio.Json;

/// <summary>Reads a JSON object that somebody else sent, with limits on size and depth.</summary>
internal static class JsonBody
{
    /// <summary>The limit of one body: Label Studio before 1.12 posts all annotated tasks to /train at once.</summary>
    public const long MaxBytes = 1L << 30;

    private const int MaxLevels = 64;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>
    /// Parses <paramref name="body"/> and lets <paramref name="read"/> take what it needs while the document lives.
    /// </summary>
    public static Reading<T> Read<T>(ReadOnlyMemory<byte> body, Func<JsonElement, Reading<T>> read)
        where T : class
    {
        if (body.Length == 0)
        {
            return Readings.Refuse<T>("The body is empty; a JSON object is expected.");
        }

        try
        {
            using var document = Parse(body);
            return document.RootElement.ValueKind is JsonValueKind.Object
                ? read(document.RootElement)
                : Readings.Refuse<T>(
                    $"The body is {Article(document.RootElement.ValueKind)}; a JSON object is expected.");
        }
        catch (JsonException e)
        {
            // The exception's own message repeats parts of the body, which may be secrets.
            return Readings.Refuse<T>(
                $"The body is no JSON that can be read (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}).");
        }
    }

    /// <summary>Reads the whole of a stream, up to <paramref name="maxBytes"/>.</summary>
    /// <exception cref="IOException">The other side went away.</exception>
    public static async Task<Reading<T>> ReadAsync<T>(
        Stream stream,
        Func<JsonElement, Reading<T>> read,
        long maxBytes,
        CancellationToken cancellation)
        where T : class
    {
        return await BoundedRead.ToEndAsync(stream, maxBytes, cancellation).ConfigureAwait(false) is { } body
            ? Read(body, read)
            : Readings.Refuse<T>($"The body has more than {maxBytes} bytes, the most that is read.");
    }

    /// <summary>
    /// Parses a document so that every text in it can be read: what is no Unicode becomes U+FFFD, because one odd file
    /// name is no reason to refuse a thousand tasks.
    /// </summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body)
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
            SurrogateEscapes.ReplaceLoneHalves(body),
            new JsonDocumentOptions { MaxDepth = MaxLevels, CommentHandling = JsonCommentHandling.Disallow });
    }

    private static string Article(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "a JSON list",
        JsonValueKind.String => "a JSON string",
        JsonValueKind.Number => "a number",
        _ => "no JSON object",
    };
}
