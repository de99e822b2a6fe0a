using System.Net.Sockets;
using System.Text;

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
        Assert.Equal(
            [("default/7.1", "disconnect"), ("default/8.1", "begin with default/7.1")], server.Script.Calls);
        var versions = await (await server.PostAsync("/versions", """{"project":"7.1"}""")).ObjectAsync();
        Assert.Equal("noisylabels-v3", versions.GetProperty("versions")[0].GetString());
    }

    [Theory]
    [InlineData("/train", 256)]
    [InlineData("/predict", 256)]
    [InlineData("/webhook", 64)]
    [InlineData("/setup", 16)]
    public async Task A_body_that_is_too_large_is_refused_before_it_is_read(string path, int most)
    {
        await using var server = await RunningServer.StartAsync();
        using var connection = new TcpClient();
        await connection.ConnectAsync(server.Address.Host, server.Address.Port, TestContext.Current.CancellationToken);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + $"Content-Length: {((long)most << 20) + 1}\r\n\r\n"),
            TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("HTTP/1.1 413 ", answer);
        Assert.Contains($"The body is larger than the {most} MB that this address takes.", answer);
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
