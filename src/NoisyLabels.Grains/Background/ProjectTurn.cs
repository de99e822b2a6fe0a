using NoisyLabels.Grains.Work;

namespace NoisyLabels.Grains.Background;

/// <summary>What is due for one project, and whether somebody does it. Safe for many threads.</summary>
internal sealed class ProjectTurn
{
    private static readonly WorkReasons[] Order =
        [WorkReasons.Reconcile, WorkReasons.Images, WorkReasons.Judge, WorkReasons.Push];

    private readonly Lock _lock = new();
    private readonly Dictionary<WorkReasons, int> _failures = [];
    private readonly Dictionary<WorkReasons, HashSet<string>> _told = [];
    private readonly Dictionary<WorkReasons, ITimer> _reminders = [];
    private WorkReasons _due;
    private bool _isTaken;

    /// <returns>True when the project is to be put in line: nobody has it yet.</returns>
    public bool Add(WorkReasons reasons)
    {
        lock (_lock)
        {
            _due |= reasons;
            var wasFree = !_isTaken;
            _isTaken = true;
            return wasFree;
        }
    }

    /// <summary>What is due now, in the order of doing.</summary>
    public IReadOnlyList<WorkReasons> Take()
    {
        lock (_lock)
        {
            var due = _due;
            _due = WorkReasons.None;
            return [.. Order.Where(reason => due.HasFlag(reason))];
        }
    }

    /// <returns>True when something has become due meanwhile: the project is to be put in line again.</returns>
    public bool End()
    {
        lock (_lock)
        {
            _isTaken = _due != WorkReasons.None;
            return _isTaken;
        }
    }

    /// <returns>Failures of this kind in a row.</returns>
    public int Count(WorkReasons reason, bool hasFailed)
    {
        lock (_lock)
        {
            return _failures[reason] = hasFailed ? _failures.GetValueOrDefault(reason) + 1 : 0;
        }
    }

    /// <returns>True when people are to be told of the problem: since it worked last, nobody was.</returns>
    public bool IsNews(WorkReasons reason, string problem)
    {
        lock (_lock)
        {
            return (_told.TryGetValue(reason, out var told) ? told : _told[reason] = []).Add(problem);
        }
    }

    /// <returns>True when people were told of a problem that is over now.</returns>
    public bool IsOver(WorkReasons reason)
    {
        lock (_lock)
        {
            return _told.Remove(reason);
        }
    }

    /// <summary>Calls back once, after a pause, instead of any callback of this kind that still waits.</summary>
    public void Remind(WorkReasons reason, TimeProvider clock, TimeSpan pause, Action wake)
    {
        lock (_lock)
        {
            _reminders.GetValueOrDefault(reason)?.Dispose();
            _reminders[reason] = clock.CreateTimer(_ => wake(), null, pause, Timeout.InfiniteTimeSpan);
        }
    }
}
