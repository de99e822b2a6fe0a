using System.Security.Cryptography;
using System.Threading.Channels;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Projects;
using NoisyLabels.LabelStudio.Records;
using NoisyLabels.Server.Projects;

namespace NoisyLabels.Server.Backend;

/// <summary>
/// Hands tasks that were to be predicted to their project afterwards, so that new ones become known. Nobody waits for
/// it, and what it cannot hand over the next export shows.
/// </summary>
internal sealed partial class TaskDeliveries(ProjectGate projects, ILogger<TaskDeliveries> logger) : BackgroundService
{
    private const int MostWaiting = 256;
    private const int MostRemembered = 4096;

    private readonly Channel<(ProjectKey Key, TaskDelivery Delivery)> _waiting =
        Channel.CreateBounded<(ProjectKey, TaskDelivery)>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Label Studio asks for the same tasks again and again; only the reader's thread touches it.</summary>
    private readonly HashSet<string> _delivered = [];

    public void Post(
        ProjectKey key, IEnumerable<TaskRecord[]> lists, string? labelConfig, DateTimeOffset receivedAt)
    {
        foreach (var tasks in lists)
        {
            _waiting.Writer.TryWrite((key, new TaskDelivery(
                TaskBatch.Write(tasks), labelConfig, AnnotationsAreComplete: true, receivedAt)));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (key, delivery) in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            var seen = $"{key} {Convert.ToHexString(SHA256.HashData(delivery.Tasks))}";
            if (_delivered.Contains(seen))
            {
                continue;
            }

            try
            {
                await projects.Project(key).DeliverTasks(delivery);
                Remember(seen);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotDelivered(key, e);
            }
        }
    }

    private void Remember(string seen)
    {
        if (_delivered.Count >= MostRemembered)
        {
            _delivered.Clear();
        }

        _delivered.Add(seen);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Tasks of /predict were not handed to {Project}; its next comparison with an export shows them.")]
    private partial void LogNotDelivered(ProjectKey project, Exception e);
}
