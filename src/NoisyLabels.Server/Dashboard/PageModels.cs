using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Api;

namespace NoisyLabels.Server.Dashboard;

internal sealed record ProjectsModel(IReadOnlyList<ProjectCard> Projects);

/// <summary>A project as the page shows it: numbers and states in words.</summary>
internal sealed record ProjectCard(ProjectStatus Status)
{
    public string Title => string.IsNullOrWhiteSpace(Status.Title) ? $"Project {Status.Key.Id}" : Status.Title;

    public string Anchor => $"p-{Status.Key.Instance}-{Status.Key.Id}-{Status.Key.CreatedSeconds}";

    public string ApiPath => ApiPathOf(Status.Key);

    public string ReviewPath => $"/projects/{Status.Key.Instance}/{Status.Key.Id}.{Status.Key.CreatedSeconds}/review";

    public bool IsBusy => Status.Run is { Phase: RunPhase.Queued or RunPhase.Running };

    public TrainingProgress? Progress => Status.Run is { Phase: RunPhase.Running } run ? run.Progress : null;

    public string State => Status.Run?.Phase switch
    {
        RunPhase.Queued => "Waits for training.",
        RunPhase.Running => "Trains.",
        RunPhase.Failed => "The last training failed.",
        RunPhase.Cancelled => "The last training was cancelled.",
        RunPhase.Succeeded => "Trained.",
        _ => "Not trained yet.",
    };

    public string StateClass => Status.Run?.Phase.ToString().ToLowerInvariant() ?? "new";

    public string StateDetail => Status.Run switch
    {
        { Phase: RunPhase.Running, Progress: { } progress } => Detail(progress),
        { Phase: RunPhase.Queued } run => $"Asked for by {run.Reason}.",
        { } run => string.Join(' ', run.Sentences),
        null => "Label some images, or press Start training.",
    };

    public static string ApiPathOf(ProjectKey key) => $"/{ProjectName.Of(key).Path}";

    public static string Word(JournalLevel level) => level switch
    {
        JournalLevel.Error => "✗ Error:",
        JournalLevel.Warning => "! Warning:",
        _ => "",
    };

    public static string Share(double share) => $"{100 * share:0} %";

    public static string Agreement(AnnotatorStatus annotator) => annotator.Agreement is { } share
        ? $"{Share(share)} of {annotator.Shared:N0}"
        : "nobody else has labelled these";

    private static string Detail(TrainingProgress progress)
    {
        var done = progress.Total > 0 ? $", {progress.Done:N0} of {progress.Total:N0}" : "";
        var left = progress.SecondsLeft is { } seconds and < 8_640_000
            ? $", about {Duration(TimeSpan.FromSeconds(Math.Max(0, seconds)))} left"
            : "";
        return $"{progress.Phase}{done}{left}";
    }

    private static string Duration(TimeSpan time) =>
        time.TotalMinutes < 1.5 ? $"{time.TotalSeconds:0} s"
        : time.TotalHours < 1.5 ? $"{time.TotalMinutes:0} min"
        : $"{time.TotalHours:0.0} h";
}

/// <param name="Facts">The control and the version, in words.</param>
/// <param name="Control">Empty when the project has no single choice.</param>
/// <param name="Classes">A JSON list of the control's classes.</param>
/// <param name="Worst">The first page, for browsers without JavaScript.</param>
internal sealed record ReviewModel(
    string Title, string Facts, string ApiPath, string Control, string Classes, IReadOnlyList<CorrectionItem> Worst);
