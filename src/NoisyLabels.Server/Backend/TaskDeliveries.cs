using System.Collections.Immutable;
using System.Threading.Channels;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.LabelStudio.Records;
using NoisyLabels.Server.Projects;

namespace NoisyLabels.Server.Backend;

/// <summary>
/// Hands tasks that were to be predicted to their project afterwards, so that new ones become known. Nobody waits for
/// it, and what it cannot hand over the next export shows.
/// </summary>
internal sealed partial class TaskDeliveries(ProjectGate projects, ILogger<TaskDeliveries> logger) : BackgroundService
{
    private const int MaxWaiting = 256;
    private const int MaxRemembered = 4096;

    private readonly Channel<(string Name, ProjectKey Key, TaskDelivery Delivery)> _waiting =
        Channel.CreateBounded<(string, ProjectKey, TaskDelivery)>(
            new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Label Studio asks for the same tasks again and again; only the reader's thread touches it.</summary>
    private readonly HashSet<string> _delivered = [];

    /// <param name="digest">Hash of the request: the same bytes hold the same tasks.</param>
    /// <param name="lists">All of its tasks, in pieces.</param>
    public void Post(
        ProjectKey key,
        byte[] digest,
        IEnumerable<ImmutableArray<TaskRecord>> lists,
        string? labelConfig,
        DateTimeOffset receivedAt)
    {
        var request = $"{key} {Convert.ToHexString(digest)}";
        foreach (var (at, tasks) in lists.Index())
        {
            _waiting.Writer.TryWrite(($"{request} {at}", key, new TaskDelivery(
                tasks, labelConfig, AnnotationsAreComplete: true, receivedAt)));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (name, key, delivery) in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            if (_delivered.Contains(name))
            {
                continue;
            }

            try
            {
                await projects.Project(key).DeliverTasks(delivery);
                Remember(name);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotDelivered(key, e);
            }
        }
    }

    private void Remember(string name)
    {
        if (_delivered.Count >= MaxRemembered)
        {
            _delivered.Clear();
        }

        _delivered.Add(name);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Tasks of /predict were not handed to {Project}; its next comparison with an export shows them.")]
    private partial void LogNotDelivered(ProjectKey project, Exception e);
}
