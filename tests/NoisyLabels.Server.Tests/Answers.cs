using System.Text.Json;

namespace NoisyLabels.Server.Tests;

/// <summary>What Label Studio takes for an answer.</summary>
internal static class Answers
{
    /// <summary>2xx with a JSON object.</summary>
    public static async Task<JsonElement> ObjectAsync(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((int)response.StatusCode == 200, $"{(int)response.StatusCode} {response.ReasonPhrase}: {text}");
        return Root(text);
    }

    /// <summary>A refusal that explains itself in its reason phrase and in problem details.</summary>
    public static async Task<string> SentenceAsync(this HttpResponseMessage response, int status)
    {
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var detail = Root(text).GetProperty("detail").GetString()!;
        Assert.EndsWith(".", detail, StringComparison.Ordinal);
        Assert.False(string.IsNullOrWhiteSpace(response.ReasonPhrase));
        Assert.Equal(NoisyLabels.LabelStudio.Backend.ReasonPhrase.Of(detail), response.ReasonPhrase);
        return detail;
    }

    private static JsonElement Root(string text)
    {
        using var document = JsonDocument.Parse(text);
        Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
        return document.RootElement.Clone();
    }
}
