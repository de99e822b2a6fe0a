namespace NoisyLabels.Server.Tests.Backend;

public sealed class OtherEndpointTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/health")]
    [InlineData("/team-a/")]
    [InlineData("/team-a/health")]
    public async Task Health_is_answered_from_memory(string path)
    {
        await using var server = await RunningServer.StartAsync();
        server.Script.Failure = new InvalidOperationException("no grain is asked");
        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Add("Accept", "*/*");
        var answer = await (await client.GetAsync(path, TestContext.Current.CancellationToken)).ObjectAsync();
        Assert.Equal("UP", answer.GetProperty("status").GetString());
        Assert.True(answer.TryGetProperty("model_class", out _));
    }

    [Fact]
    public async Task The_rest_of_the_protocol_is_answered_too()
    {
        await using var server = await RunningServer.StartAsync();
        var validated = await (await server.PostAsync("/validate", """{"config":"<View></View>"}""")).ObjectAsync();
        Assert.False(validated.GetProperty("is_valid").GetBoolean());
        await (await server.PostAsync("/delete", """{"project":"7.1"}""")).ObjectAsync();
        const string Both = """{"project_src":"7.1","project_dst":"8.1"}""";
        await (await server.PostAsync("/duplicate_model", Both)).ObjectAsync();
        var versions = await (await server.PostAsync("/versions", """{"project":"7.1"}""")).ObjectAsync();
        Assert.Equal("noisylabels-v3", versions.GetProperty("versions")[0].GetString());
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/team-a/metrics")]
    public async Task Metrics_are_there_for_Prometheus(string path)
    {
        await using var server = await RunningServer.StartAsync();
        await server.PostAsync("/webhook", """{"action":"ANNOTATION_CREATED","project":{"id":7}}""");
        await Until.Async(() => server.Client.GetStringAsync(path).GetAwaiter().GetResult()
            .Contains("noisylabels_events_total", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET", "/nothing/here", 404)]
    [InlineData("POST", "/Ümlaut/setup", 404)]
    [InlineData("GET", "/team-a/setup", 405)]
    [InlineData("BREW", "/setup", 405)]
    public async Task Addresses_that_are_not_there_explain_themselves(string method, string path, int status)
    {
        await using var server = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        await (await server.Client.SendAsync(request, TestContext.Current.CancellationToken)).SentenceAsync(status);
    }
}
