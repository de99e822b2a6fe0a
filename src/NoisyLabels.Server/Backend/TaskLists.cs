using System.Buffers;
using System.Text.Json;

namespace NoisyLabels.Server.Backend;

/// <summary>
/// The tasks of a body of /predict or /train, cut into JSON lists of bearable length as they were sent, and the rest
/// of the body with an empty list in their place. Nothing is parsed into a tree: a body may have a gigabyte.
/// </summary>
/// <param name="Envelope">A JSON object, UTF-8.</param>
/// <param name="Lists">JSON lists, UTF-8, in the order of the body; none when there are no tasks.</param>
/// <param name="Count">Tasks in all the lists.</param>
internal sealed record TaskLists(byte[] Envelope, IReadOnlyList<byte[]> Lists, int Count)
{
    private const int MostLevels = 64;
    private const int MostBytes = 16 << 20;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <param name="body">A JSON object.</param>
    /// <param name="names">
    /// The keys under which the tasks may lie; the first that is there and not null counts, as in the readers.
    /// </param>
    /// <param name="mostTasks">Tasks in one list.</param>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static TaskLists Cut(ReadOnlySpan<byte> body, ReadOnlySpan<string> names, int mostTasks)
    {
        if (body.StartsWith(ByteOrderMark))
        {
            body = body[ByteOrderMark.Length..];
        }

        Range? found;
        try
        {
            found = Find(body, names);
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("A key is no Unicode.", e);
        }

        if (found is not { } at)
        {
            return new TaskLists(body.ToArray(), [], 0);
        }

        var lists = new List<byte[]>();
        var count = Split(body[at], mostTasks, lists);
        return new TaskLists([.. body[..at.Start], .. "[]"u8, .. body[at.End..]], lists, count);
    }

    private static Range? Find(ReadOnlySpan<byte> body, ReadOnlySpan<string> names)
    {
        var found = new Range?[names.Length];
        var reader = Reader(body);
        if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var name = -1;
            for (var i = 0; i < names.Length && name < 0; i++)
            {
                name = reader.ValueTextEquals(names[i]) ? i : -1;
            }

            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var isNull = reader.TokenType is JsonTokenType.Null;
            reader.Skip();
            if (name >= 0)
            {
                found[name] = isNull ? null : start..(int)reader.BytesConsumed;
            }
        }

        // Reading on finds out what else may be behind the object, which would be no JSON.
        while (reader.Read())
        {
        }

        return found.FirstOrDefault(range => range is not null);
    }

    private static int Split(ReadOnlySpan<byte> tasks, int mostTasks, List<byte[]> lists)
    {
        var reader = Reader(tasks);
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartArray)
        {
            lists.Add([(byte)'[', .. tasks, (byte)']']);
            return 1;
        }

        var list = new ArrayBufferWriter<byte>();
        var (count, inList) = (0, 0);
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var task = tasks[start..(int)reader.BytesConsumed];
            if (inList > 0 && (inList == mostTasks || list.WrittenCount + task.Length > MostBytes))
            {
                lists.Add([.. list.WrittenSpan, (byte)']']);
                list.ResetWrittenCount();
                inList = 0;
            }

            list.Write(inList == 0 ? "["u8 : ","u8);
            list.Write(task);
            inList++;
            count++;
        }

        if (inList > 0)
        {
            lists.Add([.. list.WrittenSpan, (byte)']']);
        }

        return count;
    }

    private static Utf8JsonReader Reader(ReadOnlySpan<byte> json) =>
        new(json, new JsonReaderOptions { MaxDepth = MostLevels });
}
