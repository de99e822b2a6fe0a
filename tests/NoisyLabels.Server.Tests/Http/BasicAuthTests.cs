using System.Net.Http.Headers;
using System.Text;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Server.Tests.Http;

public sealed class BasicAuthTests
{
    [Fact]
    public async Task Everything_but_health_wants_the_user_and_the_password()
    {
        await using var server = await RunningServer.StartAsync(
            settings => settings with { User = "anna", Password = new Secret("correct-horse") });
        foreach (var path in new[] { "/health", "/team-a/health", "/ready" })
        {
            await (await server.Client.GetAsync(path, TestContext.Current.CancellationToken)).ObjectAsync();
        }

        var webhook = await server.PostAsync("/webhook", """{"action":"START_TRAINING","project":{"id":7}}""");
        Assert.Contains("webhook", await webhook.SentenceAsync(401), StringComparison.Ordinal);
        foreach (var path in new[] { "/metrics", "/api/v1/projects", "/openapi/v1.json", "/versions" })
        {
            await (await server.Client.GetAsync(path, TestContext.Current.CancellationToken)).SentenceAsync(401);
        }

        Authorize(server, "anna:wrong");
        await (await server.PostAsync("/setup", """{"project":"7.1"}""")).SentenceAsync(401);
        Authorize(server, "anna:correct-horse");
        await (await server.PostAsync("/setup", """{"project":"7.1"}""")).ObjectAsync();
        Assert.DoesNotContain("correct-horse", server.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_another_site_changes_nothing()
    {
        await using var server = await RunningServer.StartAsync();
        server.Client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        await (await server.PostAsync("/setup", """{"project":"7.1"}""")).SentenceAsync(403);
    }

    private static void Authorize(RunningServer server, string pair) =>
        server.Client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
}
