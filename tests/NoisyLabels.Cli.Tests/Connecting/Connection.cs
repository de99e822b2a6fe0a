using NoisyLabels.Cli.Connecting;
using NoisyLabels.Cli.Diagnosis;
using NoisyLabels.LabelStudio.Api.Access;
using NoisyLabels.Testing.LabelStudio;

namespace NoisyLabels.Cli.Tests.Connecting;

/// <summary>A fake Label Studio with one project, a backend beside it, and what connects them.</summary>
internal sealed class Connection : IAsyncDisposable
{
    private const string CatsAndDogs = """
        <View><Image name="image" value="$image"/><Choices name="label" toName="image">
        <Choice value="cat"/><Choice value="dog"/></Choices></View>
        """;

    private Connection(FakeLabelStudio fake, FakeBackend backend)
    {
        (Fake, Backend) = (fake, backend);
        Project = fake.Content.AddProject("pets", CatsAndDogs);
        Options = new ConnectOptions { Project = Project, Backend = backend.Address };
    }

    public FakeLabelStudio Fake { get; }

    public FakeBackend Backend { get; }

    public long Project { get; }

    public ConnectOptions Options { get; }

    public static async Task<Connection> StartAsync(
        FakeLabelStudioSettings? settings = null, string? authorization = null) =>
        new(await FakeLabelStudio.StartAsync(settings), await FakeBackend.StartAsync(authorization));

    public LabelStudioAccess Access(string? key = FakeAccess.LegacyToken) => LabelStudioAccess.Of(
        new LabelStudioOptions { Address = Fake.Address, Key = ApiKey.Parse(key), RetryDelay = TimeSpan.FromMilliseconds(1) },
        TimeProvider.System);

    public async Task<ConnectReport> RunAsync(ConnectOptions? options = null, string? key = FakeAccess.LegacyToken)
    {
        using var access = Access(key);
        return await new Connector(access, options ?? Options, TimeProvider.System).RunAsync(
            new Progress<WorkProgress>(), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Fake.DisposeAsync();
        await Backend.DisposeAsync();
    }
}

internal static class ConnectReports
{
    /// <summary>The one finding of this verdict about a subject.</summary>
    public static Finding Only(this ConnectReport report, Verdict verdict, string subject) => Assert.Single(
        report.Findings, finding => finding.Verdict == verdict && finding.Subject == subject);
}
