using System.Text;
using CsCheck;

namespace NoisyLabels.Server.Tests.Backend;

/// <summary>Nothing that can be posted makes the server fail, or tell what it was not meant to.</summary>
public sealed class FuzzTests
{
    private const int Mutants = 2000;

    private static readonly string[] Values =
    [
        "null", "true", "[]", "{}", "-1", "1e400", "99999999999999999999", "\"\"", "\"\\ud800\"", "\"1.2.3\"",
        "[[[]]]", "{\"id\":{\"id\":{}}}", "\"<View><Choices/></View>\"", "0.5", "[null]", "\"$a\"",
    ];

    private static readonly Gen<(int Start, int Length, int Kind, int Pick)> Mutation =
        Gen.Select(Gen.Int[0, 1 << 20], Gen.Int[0, 40], Gen.Int[0, 4], Gen.Int[0, 1000]);

    [Fact]
    public async Task Mutated_captures_get_an_answer_in_words_and_leak_no_secret()
    {
        Capture[] captures = [.. Capture.All().Where(capture => capture.Body is not null)];
        await using var server = await RunningServer.StartAsync();
        var mutants = Gen.Select(Gen.OneOf(captures), Mutation.Array[1, 4])
            .Array[Mutants].Single();
        foreach (var (capture, mutations) in mutants)
        {
            var body = mutations.Aggregate(Encoding.UTF8.GetBytes(capture.Body!), Mutated);
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new("application/json");
            using var answer = await server.Client.PostAsync(
                capture.Path, content, TestContext.Current.CancellationToken);
            if ((int)answer.StatusCode == 200)
            {
                await answer.ObjectAsync();
            }
            else
            {
                Assert.InRange((int)answer.StatusCode, 400, 499);
                var sentence = await answer.SentenceAsync((int)answer.StatusCode);
                Assert.DoesNotContain("FAKE", sentence, StringComparison.Ordinal);
            }
        }

        Assert.DoesNotContain("FAKE", server.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("Basic ", server.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_nested_too_deeply_is_refused()
    {
        await using var server = await RunningServer.StartAsync();
        var deep = $$"""{"tasks":{{new string('[', 100_000)}}""";
        await (await server.PostAsync("/predict", deep)).SentenceAsync(400);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_before_it_is_read()
    {
        await using var server = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/setup")
        {
            Content = new ByteArrayContent(new byte[17 << 20]),
        };
        request.Headers.ExpectContinue = true;
        await (await server.Client.SendAsync(request, TestContext.Current.CancellationToken)).SentenceAsync(413);
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

    /// <summary>Puts another value in place of the one behind a colon, so that the rest mostly stays JSON.</summary>
    private static byte[] WithOtherValue(byte[] body, int start, string value)
    {
        var text = Encoding.UTF8.GetString(body);
        var colon = text.IndexOf("\":", Math.Min(start, text.Length), StringComparison.Ordinal);
        var end = colon < 0 ? -1 : text.IndexOfAny([',', '}', ']'], colon);
        return end < 0 ? body : Encoding.UTF8.GetBytes($"{text[..(colon + 2)]}{value}{text[end..]}");
    }
}
