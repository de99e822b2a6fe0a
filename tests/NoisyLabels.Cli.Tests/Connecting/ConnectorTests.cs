using System.Text.Json.Nodes;
using NoisyLabels.Cli.Diagnosis;
using NoisyLabels.LabelStudio.Api.Calls;
using NoisyLabels.LabelStudio.Records;
using NoisyLabels.Testing.LabelStudio;

namespace NoisyLabels.Cli.Tests.Connecting;

public sealed class ConnectorTests
{
    [Fact]
    public async Task A_project_is_connected_with_one_row_and_one_limited_webhook_however_often()
    {
        await using var connection = await Connection.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            Assert.True((await connection.RunAsync()).IsFit);
        }

        var content = connection.Fake.Content;
        Assert.Equal("NoisyLabels", (string?)Assert.Single(content.Backends).Value["title"]);
        var webhook = Assert.Single(content.Webhooks).Value;
        Assert.False((bool)webhook["send_for_all_actions"]!);
        Assert.Equal(
            WebhookSettings.NeededActions, webhook["actions"]!.AsArray().Select(action => (string)action!));
        Assert.Equal("NoisyLabels", (string?)content.Projects[connection.Project]["model_version"]);
        Assert.True((bool)content.Projects[connection.Project]["show_collab_predictions"]!);
        Assert.Equal($"{connection.Project}.1795570229", (string?)connection.Backend.Setups[0]["project"]);
    }

    [Fact]
    public async Task Once_connected_nothing_is_written_again()
    {
        await using var connection = await Connection.StartAsync();
        await connection.RunAsync();
        var before = connection.Fake.Requests.Count;

        var report = await connection.RunAsync();

        Assert.True(report.IsFit);
        Assert.All(connection.Fake.Requests.Skip(before), request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task Looking_alone_changes_nothing_and_says_what_is_missing()
    {
        await using var connection = await Connection.StartAsync();

        var report = await connection.RunAsync(connection.Options with { ChangesNothing = true });

        Assert.True(report.IsFit);
        Assert.Equal(2, report.LeftUndone);
        Assert.Contains("connect", report.Only(Verdict.Warn, "backend row").Remedy, StringComparison.Ordinal);
        Assert.All(connection.Fake.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task The_address_guard_is_named_with_both_switches()
    {
        await using var connection = await Connection.StartAsync(new FakeLabelStudioSettings { GuardsAddresses = true });

        var report = await connection.RunAsync();

        var finding = report.Only(Verdict.Fail, "backend row");
        Assert.Contains("ML_BLOCK_LOCAL_IP=false", finding.Remedy, StringComparison.Ordinal);
        Assert.Contains("SSRF_PROTECTION_ENABLED=false", finding.Remedy, StringComparison.Ordinal);
        Assert.Empty(connection.Fake.Content.Webhooks);
    }

    [Fact]
    public async Task A_row_that_is_saved_although_refused_is_used_and_never_made_twice()
    {
        await using var connection = await Connection.StartAsync(
            new FakeLabelStudioSettings { GuardsAddresses = true, KeepsGuardedRow = true });

        await connection.RunAsync();
        var report = await connection.RunAsync();

        Assert.Single(connection.Fake.Content.Backends);
        var finding = report.Only(Verdict.Fail, "webhook");
        Assert.Contains("SSRF_PROTECTION_ENABLED=false", finding.Remedy, StringComparison.Ordinal);
        Assert.Contains("learn of no annotation", finding.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://noisylabels:9090")]
    [InlineData("http://noisy_labels.internal:9090")]
    [InlineData("http://noisylabels.x:9090")]
    public async Task A_host_that_gets_no_webhook_is_refused_before_anything_is_made(string backend)
    {
        await using var connection = await Connection.StartAsync();

        var report = await connection.RunAsync(connection.Options with { Backend = new Uri(backend) });

        Assert.Contains(
            "dotted name", report.Only(Verdict.Fail, "backend address").Remedy, StringComparison.Ordinal);
        Assert.Empty(connection.Fake.Content.Backends);
    }

    [Fact]
    public async Task A_password_reaches_the_row_and_the_webhook()
    {
        const string header = "Basic YWRhOnNlY3JldA==";
        await using var connection = await Connection.StartAsync(authorization: header);
        var unknown = await connection.RunAsync();
        Assert.Contains("--password", unknown.Only(Verdict.Fail, "backend").Remedy, StringComparison.Ordinal);
        Assert.Empty(connection.Fake.Content.Backends);

        var options = connection.Options with { User = "ada", Password = new Secret("secret") };
        Assert.True((await connection.RunAsync(options)).IsFit);

        Assert.Equal("BASIC_AUTH", (string?)Assert.Single(connection.Fake.Content.Backends).Value["auth_method"]);
        var webhook = Assert.Single(connection.Fake.Content.Webhooks).Value;
        Assert.Equal(header, (string?)webhook["headers"]!["Authorization"]);
    }

    [Fact]
    public async Task A_row_and_its_webhook_follow_the_backend_to_another_address()
    {
        await using var connection = await Connection.StartAsync();
        await connection.RunAsync();
        await using var other = await FakeBackend.StartAsync();

        Assert.True((await connection.RunAsync(connection.Options with { Backend = other.Address })).IsFit);

        var written = other.Address.AbsoluteUri.TrimEnd('/');
        Assert.Equal(written, (string?)Assert.Single(connection.Fake.Content.Backends).Value["url"]);
        Assert.Equal($"{written}/webhook", (string?)Assert.Single(connection.Fake.Content.Webhooks).Value["url"]);
    }

    [Fact]
    public async Task A_backend_that_cannot_be_reached_from_there_is_told_from_one_that_is_down_here()
    {
        await using var connection = await Connection.StartAsync();
        await connection.RunAsync();
        connection.Fake.Content.Backends.Values.Single()["state"] = "DI";
        var report = await connection.RunAsync();
        Assert.Contains("container", report.Only(Verdict.Fail, "Label Studio → backend").Remedy, StringComparison.Ordinal);

        await connection.Backend.DisposeAsync();
        report = await connection.RunAsync();
        Assert.Contains("noisylabels serve", report.Only(Verdict.Fail, "backend").Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_do_not_work_are_told_apart()
    {
        await using var connection = await Connection.StartAsync(
            new FakeLabelStudioSettings { TakesLegacyTokens = false });
        var personal = connection.Fake.Access.PersonalToken;

        var legacy = (await connection.RunAsync()).Only(Verdict.Fail, "API key");
        var none = (await connection.RunAsync(key: null)).Only(Verdict.Fail, "API key");
        var cut = (await connection.RunAsync(key: personal[..40])).Only(Verdict.Fail, "API key");
        connection.Fake.Access.IsRevoked = true;
        var revoked = (await connection.RunAsync(key: personal)).Only(Verdict.Fail, "API key");

        Assert.Contains("legacy tokens off", legacy.Remedy, StringComparison.Ordinal);
        Assert.Contains("LABEL_STUDIO_API_KEY", none.Remedy, StringComparison.Ordinal);
        Assert.Contains("cut short", cut.Remedy, StringComparison.Ordinal);
        Assert.Contains("revoked", revoked.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Imported_ground_truth_and_another_first_backend_are_pointed_at()
    {
        await using var connection = await Connection.StartAsync();
        var content = connection.Fake.Content;
        content.Projects[connection.Project]["ground_truth_number"] = 90;
        content.Projects[connection.Project]["total_annotations_number"] = 100;
        content.Backends[1] = new JsonObject
        {
            ["id"] = 1, ["project"] = connection.Project, ["url"] = "http://other.example:1", ["title"] = "other",
        };

        var report = await connection.RunAsync();

        Assert.Contains("90 of 100", report.Only(Verdict.Warn, "ground truth").Detail, StringComparison.Ordinal);
        Assert.Contains("first backend", report.Only(Verdict.Warn, "backend row").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_finds_its_project_or_says_that_there_are_two()
    {
        await using var connection = await Connection.StartAsync();
        var options = connection.Options with { Project = null, ProjectTitle = "pets" };
        Assert.Equal(connection.Project, (await connection.RunAsync(options)).Project!.Uid.Id);

        connection.Fake.Content.AddProject("pets", "<View/>");
        Assert.Contains(
            "2 projects", (await connection.RunAsync(options)).Only(Verdict.Fail, "project").Detail, StringComparison.Ordinal);
    }
}
