using System.Diagnostics.Metrics;
using NoisyLabels.LabelStudio.Backend.Webhooks;

namespace NoisyLabels.Server.Backend;

/// <summary>Counts what Label Studio asks for.</summary>
internal sealed class BackendMeter
{
    public const string Name = "NoisyLabels";

    private readonly Counter<long> _events;
    private readonly Counter<long> _tasks;
    private readonly Counter<long> _left;

    public BackendMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _events = meter.CreateCounter<long>("noisylabels.events", description: "Events of Label Studio, by kind");
        _tasks = meter.CreateCounter<long>("noisylabels.predict.tasks", description: "Tasks to be predicted");
        _left = meter.CreateCounter<long>(
            "noisylabels.predict.left", description: "Tasks that were not predicted before the deadline");
    }

    /// <summary>Counts by our own name of the kind, because the sender may write any text.</summary>
    public void CountEvent(WebhookEvent message) =>
        _events.Add(1, new KeyValuePair<string, object?>("kind", message.GetType().Name));

    public void CountTasks(int count, int left)
    {
        _tasks.Add(count);
        _left.Add(left);
    }
}
