using Microsoft.Extensions.Time.Testing;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Instances;
using NoisyLabels.Testing.LabelStudio;

namespace NoisyLabels.Grains.Tests.Background;

public sealed class ProjectWorkTests
{
    [Fact]
    public async Task A_Label_Studio_that_refuses_is_said_once_asked_again_ever_more_seldom_and_told_when_it_is_over()
    {
        await using var fake = await FakeLabelStudio.StartAsync();
        var key = new ProjectKey("default", fake.Content.AddProject("Pets", Messages.Config), 1795570229);
        fake.Content.AddTask(key.Id, "data:,");
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero));
        await using var silo = new TestSilo
        {
            Clock = clock,
            Instances = new Dictionary<string, InstanceOptions>
            {
                ["default"] = new() { Url = fake.Address.ToString(), ApiKey = FakeAccess.LegacyToken },
            },
        };
        await silo.InitializeAsync();
        fake.Fail("/api/projects", 403, times: 5, body: """{"detail":"You do not have permission."}""");

        await silo.Project(key).Setup(new SetupCommand(Messages.Config, null, "Pets"));
        var asked = new List<DateTimeOffset>();
        var status = await Eventually.Is(
            async () =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                if (fake.Requests.Count > asked.Count)
                {
                    asked.Add(clock.GetUtcNow());
                }

                return await silo.Project(key).GetStatus();
            },
            status => status.ReconciledAt is not null
                && status.Journal.Any(line => line.Sentence.EndsWith("works again.", StringComparison.Ordinal)));
        Assert.Equal(1, status.Tasks);
        Assert.Single(status.Journal, line => line.Level is JournalLevel.Error);
        Assert.Equal("The comparison with Label Studio works again.", status.Journal[0].Sentence);
        Assert.True(asked[4] - asked[3] > asked[1] - asked[0], "The pauses do not grow.");
    }
}
