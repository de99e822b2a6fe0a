using System.Text;
using CsCheck;

namespace NoisyLabels.LabelStudio.Tests.Backend;

/// <summary>Nothing that can be posted makes a reader throw; what is read can be used without throwing.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Values =
    [
        "null", "true", "[]", "{}", "-1", "1e400", "99999999999999999999", "\"\"", "\"\\ud800\"", "\"1.2.3\"", "[[[]]]",
        "{\"id\":{\"id\":{}}}", "\"<View><Choices/></View>\"", "0.5", "[null]", "\"$a\"",
    ];

    private static readonly Gen<(int Start, int Length, int Kind, int Pick)> Mutation =
        Gen.Select(Gen.Int[0, 1 << 20], Gen.Int[0, 40], Gen.Int[0, 4], Gen.Int[0, 1000]);

    [Fact]
    public void Mutated_samples_never_throw() =>
        Check(Samples.Requests.Select(request => (request.Path, Samples.Utf8(request.Body))).ToArray(), 3000);

    [Fact]
    public void Mutated_captures_never_throw()
    {
        var captures = Capture.All().Where(capture => capture.Body.Length > 0);
        Check([.. captures.Select(capture => (capture.Path, capture.Body))], 3000);
    }

    [Fact]
    public void Any_bytes_never_throw() =>
        Gen.Select(Gen.OneOf(Samples.Requests), Gen.Byte.Array[0, 200]).Sample(
            (request, body) => Read(request.Path, body),
            iter: 1000);

    private static void Check((string Path, byte[] Body)[] requests, int iterations) =>
        Gen.Select(Gen.OneOf(requests), Mutation.Array[1, 4]).Sample(
            (request, mutations) => Read(request.Path, mutations.Aggregate(request.Body, Mutated)),
            iter: iterations);

    private static void Read(string path, byte[] body)
    {
        var (message, problem) = AnyRequest.Read(path, body, "python-requests/2");
        if (message is null)
        {
            Assert.EndsWith(".", problem, StringComparison.Ordinal);
            Assert.True(problem!.Length < 500);
        }
        else
        {
            AnyRequest.Use(message);
            _ = message.ToString();
        }
    }

    private static byte[] Mutated(byte[] body, (int Start, int Length, int Kind, int Pick) mutation)
    {
        if (body.Length == 0)
        {
            return body;
        }

        var start = mutation.Start % body.Length;
        var end = Math.Min(body.Length, start + mutation.Length);
        return mutation.Kind switch
        {
            0 => [.. body[..start], .. body[end..]],
            1 => [.. body[..start], (byte)mutation.Pick, .. body[Math.Min(start + 1, body.Length)..]],
            2 => body[..start],
            3 => [.. body[..end], .. body[start..]],
            _ => WithOtherValue(body, start, Values[mutation.Pick % Values.Length]),
        };
    }

    /// <summary>Puts another value behind the next colon, so that the rest stays JSON.</summary>
    private static byte[] WithOtherValue(byte[] body, int start, string value)
    {
        var text = Encoding.UTF8.GetString(body);
        var colon = text.IndexOf("\":", Math.Min(start, text.Length), StringComparison.Ordinal);
        if (colon < 0)
        {
            return body;
        }

        var from = colon + 2;
        var (at, depth, isText) = (from, 0, false);
        for (; at < text.Length; at++)
        {
            var character = text[at];
            isText ^= character == '"' && text[at - 1] != '\\';
            depth += isText ? 0 : character is '{' or '[' ? 1 : character is '}' or ']' ? -1 : 0;
            if (!isText && (depth < 0 || (depth == 0 && character == ',')))
            {
                break;
            }
        }

        return Encoding.UTF8.GetBytes($"{text[..from]}{value}{text[at..]}");
    }
}
