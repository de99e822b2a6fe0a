namespace NoisyLabels.Grains.Projects;

/// <summary>When a project trains by itself: soon after news, never for each click.</summary>
internal static class TrainingPolicy
{
    /// <summary>A training that was lost with its silo is given to another after this long without a report.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>So many lost attempts at one run are not chance.</summary>
    public const int MostLost = 5;

    /// <summary>After so long without an event, an export shows whether one was lost.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromSeconds(30);

    /// <summary>So many changes are worth a training at once.</summary>
    private const int LeastChanges = 5;

    private const double LeastShareOfLabels = 0.05;

    /// <summary>Fewer changes wait until nothing has changed for so long.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(30);

    /// <param name="changes">Annotations that changed since the last training began.</param>
    /// <param name="labels">Labelled tasks.</param>
    /// <param name="sinceChange">Time since the latest change.</param>
    public static bool IsDue(int changes, long labels, TimeSpan sinceChange) =>
        changes >= Math.Max(LeastChanges, LeastShareOfLabels * labels) || (changes > 0 && sinceChange >= Quiet);

    /// <summary>How long to leave a project alone whose trainings fail.</summary>
    public static TimeSpan Pause(int failures) =>
        failures == 0 ? TimeSpan.Zero : TimeSpan.FromTicks(
            Math.Min(LongestRetry.Ticks, FirstRetry.Ticks << Math.Min(failures - 1, 10)));
}
