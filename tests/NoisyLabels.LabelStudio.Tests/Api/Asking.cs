using Microsoft.Extensions.DependencyInjection;
using NoisyLabels.LabelStudio.Api;
using NoisyLabels.LabelStudio.Api.Access;
using NoisyLabels.Testing.LabelStudio;

namespace NoisyLabels.LabelStudio.Tests.Api;

/// <summary>A fake Label Studio and a client to it.</summary>
internal sealed class Asking : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Asking(FakeLabelStudio fake, MovableClock clock)
    {
        Fake = fake;
        Clock = clock;
        _services = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddLabelStudio().BuildServiceProvider();
    }

    public FakeLabelStudio Fake { get; }

    public MovableClock Clock { get; }

    public LabelStudioClients Clients => _services.GetRequiredService<LabelStudioClients>();

    public static async Task<Asking> StartAsync(FakeLabelStudioSettings? settings = null)
    {
        var clock = new MovableClock();
        var fake = await FakeLabelStudio.StartAsync((settings ?? new FakeLabelStudioSettings()) with { Clock = clock });
        return new Asking(fake, clock);
    }

    public LabelStudioClient Client(string? key = FakeAccess.LegacyToken) => Clients.For(Options(key));

    public LabelStudioOptions Options(string? key = FakeAccess.LegacyToken) => new()
    {
        Address = Fake.Address,
        Key = ApiKey.Parse(key),
        RetryDelay = TimeSpan.FromMilliseconds(1),
        PollInterval = TimeSpan.FromMilliseconds(1),
    };

    /// <returns>The numbers of the new tasks.</returns>
    public List<long> AddImages(long project, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Fake.Content.AddTask(project, $"{i}.jpg"))];

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Fake.DisposeAsync();
    }
}
