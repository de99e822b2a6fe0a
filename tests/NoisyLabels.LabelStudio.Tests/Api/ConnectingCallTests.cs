using System.Text.Json.Nodes;
using NoisyLabels.LabelStudio.Api.Calls;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Records;
using NoisyLabels.Testing.LabelStudio;

namespace NoisyLabels.LabelStudio.Tests.Api;

public sealed class ConnectingCallTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backend_is_connected_found_changed_and_tested()
    {
        await using var asking = await Asking.StartAsync();
        var project = asking.Fake.Content.AddProject("pets", Samples.CatsAndDogs);
        var backends = asking.Client().Backends;
        var settings = new BackendSettings(new Uri("http://noisylabels.internal:9090/team-a/"), "NoisyLabels")
        {
            User = "u",
            Password = new Secret("p"),
        };
        var row = (await backends.CreateAsync(project, settings, Cancellation)).Value!;
        Assert.True(row.IsConnected && row.HasBasicAuth);
        Assert.Equal("http://noisylabels.internal:9090/team-a", row.Url);

        var renamed = await backends.ChangeAsync(project, row.Id, settings with { Title = "N" }, Cancellation);
        Assert.Equal("N", renamed.Value!.Title);
        Assert.Equal(row.Id, (await backends.ListAsync(project, Cancellation)).Value!.Single().Id);
        Assert.Equal(200, (await backends.TestAsync(row.Id, Cancellation)).Value!.Status);
        Assert.DoesNotContain("p }", settings.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_guard_is_named_and_the_row_it_leaves_is_found()
    {
        await using var asking = await Asking.StartAsync(
            new FakeLabelStudioSettings { GuardsAddresses = true, KeepsGuardedRow = true });
        var project = asking.Fake.Content.AddProject("pets", Samples.CatsAndDogs);
        var client = asking.Client();
        var settings = new BackendSettings(new Uri("http://127.0.0.1:9090"), "NoisyLabels");
        var refused = (await client.Backends.CreateAsync(project, settings, Cancellation)).Problem!;
        Assert.Equal(ApiProblemKind.AddressGuard, refused.Kind);
        Assert.Contains("ML_BLOCK_LOCAL_IP", refused.Message, StringComparison.Ordinal);
        Assert.Single((await client.Backends.ListAsync(project, Cancellation)).Value!);
    }

    [Fact]
    public async Task A_webhook_is_limited_to_what_is_needed_and_keeps_its_actions_when_changed()
    {
        await using var asking = await Asking.StartAsync();
        var project = asking.Fake.Content.AddProject("pets", Samples.CatsAndDogs);
        var webhooks = asking.Client().Webhooks;
        var settings = new WebhookSettings(new Uri("http://127.0.0.1:9090/webhook"))
        {
            Headers = new Dictionary<string, Secret> { ["Authorization"] = new("Basic x") },
        };
        var other = settings with { Actions = ["TASKS_CREATED"] };
        var row = (await webhooks.CreateAsync(project, other, Cancellation)).Value!;
        Assert.False(settings.Fits(row));
        var changed = (await webhooks.ChangeAsync(project, row.Id, settings, Cancellation)).Value!;
        Assert.True(settings.Fits(changed));
        Assert.Equal(["Authorization"], changed.HeaderNames);
        Assert.True(settings.Fits((await webhooks.ListAsync(project, Cancellation)).Value!.Single()));
        Assert.Equal("Basic x", (string?)JsonNode.Parse(asking.Fake.Requests[^2].Body)!["headers"]!["Authorization"]);
    }

    [Fact]
    public async Task A_host_without_dot_is_refused_for_webhooks_with_the_field_named()
    {
        await using var asking = await Asking.StartAsync();
        var settings = new WebhookSettings(new Uri("http://noisylabels:9090/webhook"));
        var problem = (await asking.Client().Webhooks.CreateAsync(1, settings, Cancellation)).Problem!;
        Assert.Equal("Label Studio refuses (400): url: Enter a valid URL.", problem.Message);
    }
}
