using System.Net;
using System.Text;
using NoisyLabels.Contracts.Api;

namespace NoisyLabels.Server.Tests.Api;

public sealed class ApiTests
{
    private const string Project = "/api/v1/projects/default/7.1";

    [Fact]
    public async Task A_project_shows_its_status_and_takes_settings_training_and_decisions()
    {
        await using var server = await WithProjectAsync();
        var status = await (await GetAsync(server, Project)).ObjectAsync();
        Assert.Equal("running", status.GetProperty("run").GetProperty("phase").GetString());
        var settings = await (await GetAsync(server, $"{Project}/settings")).ObjectAsync();
        Assert.Equal(20, settings.GetProperty("least_labels").GetInt32());
        await PutAsync(server, """{"least_labels":30}""", 200);
        await PutAsync(server, """{"least_labels":1}""", 422);
        Assert.Equal(30, server.Script.Settings["default/7.1"].LeastLabels);
        Assert.Equal(HttpStatusCode.Accepted, (await server.PostAsync($"{Project}/training", "{}")).StatusCode);
        using var cancel = await server.Client.DeleteAsync(
            $"{Project}/training", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, cancel.StatusCode);
        const string Batch = """{"actor":"anna","decisions":[{"task_id":5,"kind":"relabelled","label":"dog"}]}""";
        await (await server.PostAsync($"{Project}/decisions", Batch)).ObjectAsync();
        const string Empty = """{"actor":"anna","decisions":[]}""";
        await (await server.PostAsync($"{Project}/decisions", Empty)).SentenceAsync(400);
        Assert.Contains(("default/7.1", "decide: anna 1"), server.Script.Calls);
    }

    [Fact]
    public async Task Annotators_are_shown_on_the_page_and_by_the_API()
    {
        await using var server = await WithProjectAsync();
        server.Script.Status = status => status with
        {
            Annotators =
            [
                new AnnotatorStatus(12, "label", 40, 20, 0.55, 0.6, "<dog>"),
                new AnnotatorStatus(3, "label", 5, 0, null, 0.9, "cat"),
            ],
        };
        var shown = (await (await GetAsync(server, Project)).ObjectAsync()).GetProperty("annotators");
        Assert.Equal(12, shown[0].GetProperty("annotator").GetInt64());
        Assert.Equal(0.6, shown[0].GetProperty("quality").GetDouble());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Accept", "text/html");
        using var page = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("<td>60 %</td>", text);
        Assert.Contains("<td>55 % of 20</td>", text);
        Assert.Contains("<bdi>&lt;dog&gt;</bdi>", text);
        Assert.Contains("nobody else has labelled these", text);
    }

    [Fact]
    public async Task What_is_not_there_is_404_in_words()
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var path in new[]
        {
            "", "/settings", "/runs", "/versions", "/corrections", "/corrections.csv", "/corrections.parquet",
            "/decisions", "/tasks/1/image", "/events",
        })
        {
            await (await GetAsync(server, Project + path)).SentenceAsync(404);
        }

        await (await GetAsync(server, "/corrections.json")).SentenceAsync(404);
    }

    [Fact]
    public async Task A_change_without_JSON_is_refused()
    {
        await using var server = await WithProjectAsync();
        using var form = new FormUrlEncodedContent([new("a", "b")]);
        var answer = await server.Client.PostAsync($"{Project}/training", form, TestContext.Current.CancellationToken);
        await answer.SentenceAsync(415);
        Assert.DoesNotContain(server.Script.Calls, call => call.Call.StartsWith("train", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Corrections_have_a_tag_that_spares_the_second_transfer()
    {
        await using var server = await WithProjectAsync();
        var first = await GetAsync(server, $"{Project}/corrections?limit=10");
        Assert.Equal("label", (await first.ObjectAsync()).GetProperty("control").GetString());
        server.Client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(
            HttpStatusCode.NotModified, (await GetAsync(server, $"{Project}/corrections?limit=10")).StatusCode);
        await (await GetAsync(server, $"{Project}/corrections?limit=0")).SentenceAsync(400);
        var lists = await (await GetAsync(server, "/corrections.json")).ObjectAsync();
        Assert.Equal(
            ["corrected_paths", "original_labels", "corrected_labels", "corrected_scores"],
            lists.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Events_say_where_projects_stand()
    {
        await using var server = await WithProjectAsync();
        await using var stream = await server.Client.GetStreamAsync(
            "/api/v1/events", TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        Assert.Equal("event: status", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Contains(
            "\"title\":\"Pets\"",
            await reader.ReadLineAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_description_lists_the_routes_of_the_protocol_and_of_the_API()
    {
        await using var server = await RunningServer.StartAsync();
        var paths = (await (await GetAsync(server, "/openapi/v1.json")).ObjectAsync()).GetProperty("paths");
        string[] names = [.. paths.EnumerateObject().Select(path => path.Name)];
        Assert.Contains("/predict", names);
        Assert.Contains("/{instance}/webhook", names);
        Assert.Contains("/api/v1/projects/{instance}/{id}/corrections", names);
        Assert.Contains("/api/v1/projects/{instance}/{id}/training", names);
        Assert.Contains("/api/v1/events", names);
    }

    [Fact]
    public async Task Pages_show_projects_as_text_and_run_only_their_own_scripts()
    {
        await using var server = await WithProjectAsync();
        server.Script.Status = status => status with { Title = "<script>alert(1)</script>" };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Accept", "text/html,*/*;q=0.8");
        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
        Assert.Contains("about 42 s left", page, StringComparison.Ordinal);
        Assert.Contains("Cancel training", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        var review = await server.Client.GetStringAsync(
            "/projects/default/7.1/review", TestContext.Current.CancellationToken);
        Assert.Contains("data-control=\"label\"", review, StringComparison.Ordinal);
        foreach (var asset in new[] { "dashboard.css", "dashboard.js", "review.js" })
        {
            Assert.NotEmpty(await server.Client.GetByteArrayAsync(
                $"/assets/{asset}", TestContext.Current.CancellationToken));
        }
    }

    private static async Task<RunningServer> WithProjectAsync()
    {
        var server = await RunningServer.StartAsync();
        await (await server.PostAsync("/setup", """{"project":"7.1","schema":""}""")).ObjectAsync();
        return server;
    }

    private static Task<HttpResponseMessage> GetAsync(RunningServer server, string path) =>
        server.Client.GetAsync(path, TestContext.Current.CancellationToken);

    private static async Task PutAsync(RunningServer server, string json, int status)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await server.Client.PutAsync(
            $"{Project}/settings", content, TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
    }
}
