using NoisyLabels.Contracts.Api;
using NoisyLabels.Grains.Runs;

namespace NoisyLabels.Grains.Projects;

/// <summary>What a project does next about its training.</summary>
internal abstract record NextStep
{
    private NextStep()
    {
    }

    /// <summary>Nothing, until something happens.</summary>
    public sealed record Sleep : NextStep;

    /// <summary>Nothing before that time, even if nothing happens.</summary>
    public sealed record WaitUntil(DateTimeOffset At) : NextStep;

    public sealed record Train(string Reason, bool IsForced) : NextStep;
}

/// <summary>When a project trains: soon after news, never for each click, and at once when somebody asks.</summary>
internal static class TrainingSchedule
{
    /// <summary>From this many changes on, a training is worth it at once.</summary>
    private const int MinChanges = 5;

    private const double MinShareOfLabels = 0.05;

    /// <summary>Fewer changes wait until nothing has changed for so long.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan MinPause = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan MaxPause = TimeSpan.FromMinutes(30);

    private static readonly NextStep Nothing = new NextStep.Sleep();

    /// <param name="run">The project's latest run; null before the first.</param>
    /// <param name="failures">Trainings that failed in a row.</param>
    /// <param name="labels">Labelled tasks.</param>
    public static NextStep Decide(
        DateTimeOffset now, RunState? run, int failures, News news, ProjectSettings settings, bool isConnected, long labels)
    {
        if (run is { IsOpen: true })
        {
            return Nothing;
        }

        if (run?.AskedAgain is { } reason)
        {
            return new NextStep.Train(reason, IsForced: true);
        }

        // Who cancels a training does not want the same one again.
        var isCancelled = run is { Phase: RunPhase.Cancelled } && news.ChangedAt <= run.EndedAt;
        if (news.IsEmpty || !settings.TrainsByItself || !isConnected || isCancelled)
        {
            return Nothing;
        }

        if (run?.EndedAt + PauseAfter(failures) is { } pauseEnds && now < pauseEnds)
        {
            return new NextStep.WaitUntil(pauseEnds);
        }

        if (labels < settings.LeastLabels)
        {
            return Nothing;
        }

        var quietAt = news.ChangedAt + Quiet;
        return news.Changes >= Math.Max(MinChanges, MinShareOfLabels * labels) || now >= quietAt
            ? new NextStep.Train("News from Label Studio", IsForced: false)
            : new NextStep.WaitUntil(quietAt);
    }

    /// <summary>How long to leave a project alone whose trainings fail.</summary>
    public static TimeSpan PauseAfter(int failures) =>
        failures == 0 ? TimeSpan.Zero : TimeSpan.FromTicks(
            Math.Min(MaxPause.Ticks, MinPause.Ticks << Math.Min(failures - 1, 10)));
}
