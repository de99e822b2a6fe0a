using System.Globalization;
using NoisyLabels.Contracts.Training;

namespace NoisyLabels.Server.Dashboard;

/// <summary>A training in one line.</summary>
internal static class RunText
{
    public static string Of(RunStatus? run) => run switch
    {
        null => "No training yet.",
        { Phase: RunPhase.Queued } => "Waits for a free trainer.",
        { Phase: RunPhase.Running, Progress: { } progress } => Running(progress),
        { Phase: RunPhase.Running } => "Training.",
        { Phase: RunPhase.Succeeded, ModelVersion: { } version } => $"Made {version}.",
        _ => $"{run.Phase}. {string.Join(' ', run.Sentences)}".Trim(),
    };

    private static string Running(TrainingProgress progress)
    {
        var share = progress.Total > 0
            ? string.Create(CultureInfo.InvariantCulture, $", {100 * progress.Done / progress.Total} %")
            : "";
        var left = progress.SecondsLeft is { } seconds
            ? string.Create(CultureInfo.InvariantCulture, $", about {seconds:0} s left")
            : "";
        return $"Training: {progress.Phase}{share}{left}.";
    }
}
