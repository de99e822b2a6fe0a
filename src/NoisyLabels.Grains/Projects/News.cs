namespace NoisyLabels.Grains.Projects;

/// <summary>
/// What the active model does not know yet. It lives in memory: after a restart the rows tell how many annotations have
/// changed since the latest training began.
/// </summary>
internal sealed class News
{
    /// <summary>After so long without an event, an export shows whether one was lost.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(30);

    // What the running attempt is to learn: news again when it does not come to an end.
    private (int Changes, bool HasImages) _taken;
    private DateTimeOffset? _unsettledSince;

    /// <summary>Annotations and decisions that changed since the latest training began.</summary>
    public int Changes { get; private set; }

    /// <summary>Images that were missing are there: labelled ones teach, others make the graph larger.</summary>
    public bool HasImages { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public bool IsEmpty => Changes == 0 && !HasImages;

    /// <summary>When an export is due that shows whether an event was lost; null when none is.</summary>
    public DateTimeOffset? SettledAt => _unsettledSince + Settled;

    /// <summary>As a process finds it that has just begun.</summary>
    public static News Begin(int changes, DateTimeOffset now) => new() { Changes = changes, ChangedAt = now };

    public void Add(int changes, DateTimeOffset now)
    {
        Changes += changes;
        ChangedAt = now;
        _unsettledSince = now;
    }

    public void AddImages(DateTimeOffset now)
    {
        HasImages = true;
        ChangedAt = now;
    }

    /// <summary>The export that settles it is on its way.</summary>
    public void Settle() => _unsettledSince = null;

    /// <summary>An attempt begins, and learns from all that has arrived.</summary>
    public void Take()
    {
        _taken = (_taken.Changes + Changes, _taken.HasImages || HasImages);
        (Changes, HasImages) = (0, false);
    }

    /// <summary>The training has learned what it took.</summary>
    public void Forget() => _taken = default;

    /// <summary>The training did not come to an end.</summary>
    /// <param name="changes">What the rows say: a process that began during the training does not know what it took.</param>
    public void GiveBack(int changes)
    {
        Changes = Math.Max(Changes + _taken.Changes, changes);
        HasImages |= _taken.HasImages;
        _taken = default;
    }
}
