namespace NoisyLabels.Grains.Work;

/// <summary>What is due for one project, and whether somebody does it. Safe for many threads.</summary>
internal sealed class ProjectTurn
{
    private static readonly WorkReasons[] Order = [WorkReasons.Reconcile, WorkReasons.Images, WorkReasons.Push];

    private readonly Lock _lock = new();
    private readonly Dictionary<WorkReasons, int> _failures = [];
    private readonly Dictionary<ITimer, bool> _reminders = [];
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

    /// <summary>Calls back once, after a pause.</summary>
    public void Remind(TimeProvider clock, TimeSpan pause, Action wake)
    {
        ITimer? timer = null;
        lock (_lock)
        {
            timer = clock.CreateTimer(_ => Ring(), null, pause, Timeout.InfiniteTimeSpan);
            _reminders[timer] = true;
        }

        void Ring()
        {
            lock (_lock)
            {
                _reminders.Remove(timer!);
                timer!.Dispose();
            }

            wake();
        }
    }
}
