namespace NoisyLabels.Benchmarks.Server;

/// <summary>Asks for a training again and again, and knows whether one runs now.</summary>
internal sealed class TrainingKeeper : IAsyncDisposable
{
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;
    private int _looks;
    private int _busy;
    private volatile bool _isTraining;

    public TrainingKeeper(LoadClient client, SpokenProject project) => _work = KeepAsync(client, project);

    public bool IsTraining => _isTraining;

    /// <summary>Share of the time in which a training ran.</summary>
    public double Share => (double)_busy / Math.Max(1, _looks);

    /// <exception cref="InvalidOperationException">The server did not answer as it should.</exception>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.None);
        _stop.Dispose();
    }

    private async Task KeepAsync(LoadClient client, SpokenProject project)
    {
        var start = project.StartTraining();
        var wasTraining = true;
        while (!_stop.IsCancellationRequested)
        {
            var status = await client.StatusAsync(project);
            _isTraining = status.IsTraining;
            _looks++;
            _busy += status.IsTraining ? 1 : 0;

            // News alone may wait long for a training of its own. One that is asked for while another runs follows it at
            // once; asking more often changes nothing.
            if (status.IsIdle || (status.IsTraining && !wasTraining))
            {
                await client.PostAsync("webhook", start);
            }

            wasTraining = status.IsTraining;
            await Task.Delay(Pulse, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
