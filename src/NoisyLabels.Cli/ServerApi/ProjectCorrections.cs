using NoisyLabels.Cli.Importing;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Datasets.Corrections;
using NoisyLabels.LabelStudio.Api;

namespace NoisyLabels.Cli.ServerApi;

/// <summary>The corrections of a project, by the files that its tasks were imported from.</summary>
/// <param name="Number">Number of the project in Label Studio.</param>
/// <param name="Images">Address of each file's image in Label Studio.</param>
internal sealed record ProjectCorrections(
    long Number, CorrectionSet Corrections, IReadOnlyDictionary<string, string> Images)
{
    /// <exception cref="UserErrorException">The project has none, or its tasks remember no files.</exception>
    public static async Task<ProjectCorrections> ReadAsync(
        NoisyLabelsClient server, LabelStudioClient labelStudio, ProjectName project, CancellationToken token)
    {
        var origins = (await TaskOrigin.ReadAllAsync(labelStudio, project.Number, token))
            .ToDictionary(origin => origin.TaskId);
        if (origins.Count == 0)
        {
            throw new UserErrorException(
                $"The tasks of project {project} do not say which files they were imported from; only projects that "
                + "'noisylabels import' filled can be applied to a folder.");
        }

        var items = new Dictionary<string, Correction>(StringComparer.Ordinal);
        var images = new Dictionary<string, string>(StringComparer.Ordinal);
        var version = (string?)null;
        await foreach (var item in server.ListCorrectionsAsync(project, new CorrectionQuery(), token))
        {
            version = item.ModelVersion;
            if (origins.TryGetValue(item.LabelStudioTaskId, out var origin)
                && items.TryAdd(origin.FileName, ToCorrection(item, origin))
                && item.Image is { } image)
            {
                images[origin.FileName] = image;
            }
        }

        return items.Count > 0
            ? new ProjectCorrections(
                project.Number, new CorrectionSet(project.ToString(), version, [.. items.Values]), images)
            : throw new UserErrorException(
                $"Project {project} has no corrections yet: run 'noisylabels train --project {project}' first.");
    }

    /// <summary>
    /// Corrects the dataset's own label to what a person decided; else to what somebody changed it to in Label Studio;
    /// else to what the model suggests.
    /// </summary>
    internal static Correction ToCorrection(CorrectionItem item, TaskOrigin origin)
    {
        var original = origin.GivenLabel ?? item.GivenLabel;
        var (label, score, state) = item.ReviewState switch
        {
            "accepted" => (item.CorrectedLabel ?? item.SuggestedLabel ?? item.GivenLabel, 1, CorrectionState.Accepted),
            "relabelled" => (item.CorrectedLabel ?? item.GivenLabel, 1, CorrectionState.Relabelled),
            "excluded" => (original, 1, CorrectionState.Excluded),
            "unsure" => (original, item.LabelQuality, CorrectionState.Unsure),
            null when item.GivenLabel != original => (item.GivenLabel, 1, CorrectionState.Relabelled),
            "kept" => (item.GivenLabel, 1.0, CorrectionState.Kept),
            _ when item is { IsLabelIssue: true, SuggestedLabel: { } suggested } =>
                (suggested, item.SuggestedLabelConfidence, CorrectionState.Suggested),
            _ => (item.GivenLabel, item.LabelQuality, CorrectionState.Unchanged),
        };
        if (state is CorrectionState.Unchanged or CorrectionState.Kept && label != original)
        {
            (score, state) = (1, CorrectionState.Relabelled);
        }

        return new Correction(origin.FileName, original, label, score)
        {
            LabelQuality = item.LabelQuality,
            State = label == original && state is CorrectionState.Suggested ? CorrectionState.Unchanged : state,
            Sha256 = origin.Sha256,
        };
    }
}
