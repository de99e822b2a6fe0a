using System.Diagnostics.Metrics;
using NoisyLabels.LabelStudio.Backend.Webhooks;
using NoisyLabels.Server.Hosting;

namespace NoisyLabels.Server.Backend;

/// <summary>What Label Studio asked for, in numbers.</summary>
internal sealed class BackendMeter
{
    private readonly Counter<long> _events;
    private readonly Counter<long> _tasks;
    private readonly Counter<long> _left;

    public BackendMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Metrics.Meter);
        _events = meter.CreateCounter<long>("noisylabels.events", description: "Events of Label Studio, by kind");
        _tasks = meter.CreateCounter<long>("noisylabels.predict.tasks", description: "Tasks to be predicted");
        _left = meter.CreateCounter<long>(
            "noisylabels.predict.left", description: "Tasks that were not predicted before the deadline");
    }

    /// <summary>By our name of its kind: the sender's own text may be anything.</summary>
    public void CountEvent(WebhookEvent message) =>
        _events.Add(1, new KeyValuePair<string, object?>("kind", message.GetType().Name));

    public void CountTasks(int count, int left)
    {
        _tasks.Add(count);
        _left.Add(left);
    }
}
