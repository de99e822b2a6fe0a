using NoisyLabels.Cli.Connecting;
using NoisyLabels.Contracts.Api;
using NoisyLabels.LabelStudio.Api.Calls;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Cli.WritingBack;

/// <summary>Writes corrections into the Label Studio project they are of; nothing that is there is changed.</summary>
internal sealed class WriteBack(LabelStudioAccess access, NoisyLabelsClient server, ProjectName project)
{
    /// <exception cref="UserErrorException">
    /// Label Studio or the server does not do it; what is written stays.
    /// </exception>
    public async Task<WriteBackSummary> WriteAsync(
        WriteBackOptions options, IProgress<WorkProgress> progress, CancellationToken token)
    {
        var record = await ProjectFinder.FindAsync(access.Client, project.Number, null, token);
        var control = LabelConfig.Parse(record.LabelConfig).Controls.FirstOrDefault(control => !control.IsMultiple)
            ?? throw new UserErrorException($"Project {project} has no single choice for an image to write to.");
        var written = new WrittenBefore(access, project.Number);
        var there = await written.TasksAsync(options.Form, token);
        var left = new List<string>();
        var corrections = new List<(CorrectionItem Item, IReadOnlyList<PredictionRegion> Regions)>();
        var alreadyThere = 0;
        await foreach (var item in server.ListCorrectionsAsync(project, new CorrectionQuery(), token))
        {
            if (LabelFor(item, options.AtLeast) is not { } label)
            {
                continue;
            }

            var regions = PredictionRegions.For(control, [label], null, TaskData.Empty);
            if (there.Contains(item.LabelStudioTaskId))
            {
                alreadyThere++;
            }
            else if (regions.Count == 0)
            {
                left.Add($"Task {item.LabelStudioTaskId}: the project's configuration has no choice \"{label}\".");
            }
            else
            {
                corrections.Add((item, regions));
            }
        }

        var done = options.DryRun
            ? corrections.Count
            : options.Form is WriteBackForm.Predictions
                ? await PredictAsync(corrections, left, token)
                : await AnnotateAsync(corrections, progress, token);
        return new WriteBackSummary(
            project.Number, options.Form, IsUndo: false, options.DryRun, done, alreadyThere, left);
    }

    /// <summary>The label that is to take the place of the given one; null where nothing is to be written.</summary>
    internal static string? LabelFor(CorrectionItem item, double? atLeast)
    {
        var label = item.ReviewState switch
        {
            "accepted" => item.CorrectedLabel ?? item.SuggestedLabel,
            "relabelled" => item.CorrectedLabel,
            null when item.IsLabelIssue && item.SuggestedLabelConfidence >= atLeast => item.SuggestedLabel,
            _ => null,
        };
        return label == item.GivenLabel ? null : label;
    }

    private async Task<int> PredictAsync(
        List<(CorrectionItem Item, IReadOnlyList<PredictionRegion> Regions)> corrections,
        List<string> left,
        CancellationToken token)
    {
        NewPrediction[] predictions =
        [
            .. corrections.Select(correction => new NewPrediction(
                correction.Item.LabelStudioTaskId,
                correction.Regions,
                correction.Item.ReviewState is null ? correction.Item.SuggestedLabelConfidence : 1,
                Marks.VersionOf(correction.Item.ModelVersion))),
        ];
        var stored = await access.Client.Predictions.ImportAsync(project.Number, predictions, token);
        if (!stored.IsSuccess)
        {
            throw Failure(stored.Problem, 0);
        }

        left.AddRange(stored.Value.RefusedTasks.Select(task => $"Task {task}: it is no longer in the project."));
        if (stored.Value.Dropped > 0)
        {
            left.Add($"Label Studio dropped {stored.Value.Dropped} that do not fit its configuration.");
        }

        return (int)stored.Value.Created;
    }

    private async Task<int> AnnotateAsync(
        List<(CorrectionItem Item, IReadOnlyList<PredictionRegion> Regions)> corrections,
        IProgress<WorkProgress> progress,
        CancellationToken token)
    {
        foreach (var (index, (item, regions)) in corrections.Index())
        {
            var marked = regions.Select(region => region with { Id = Marks.RegionOf(item.ModelVersion) });
            var made = await access.Client.Annotations.CreateAsync(
                item.LabelStudioTaskId, new NewAnnotation([.. marked]), token);
            if (!made.IsSuccess)
            {
                throw Failure(made.Problem, index);
            }

            progress.Report(new WorkProgress("writing", index + 1, corrections.Count, "annotations"));
        }

        return corrections.Count;
    }

    private static UserErrorException Failure(ApiProblem problem, int done) => new(
        $"{problem.Message} {done:N0} were written; running the same command again goes on, and --undo takes them "
        + "back.");
}
