using System.Collections.Concurrent;
using NoisyLabels.Contracts;
using NoisyLabels.Grains.Work;

namespace NoisyLabels.Grains.Tests.Clusters;

/// <summary>Notes what projects ask the background for.</summary>
internal sealed class WokenWork : IProjectWork
{
    private readonly ConcurrentQueue<(ProjectKey Project, WorkReasons Reasons)> _woken = new();

    public void Wake(ProjectKey project, WorkReasons reasons) => _woken.Enqueue((project, reasons));

    public int Count(ProjectKey project, WorkReasons reason) =>
        _woken.Count(woken => woken.Project == project && woken.Reasons.HasFlag(reason));
}
