using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Cli.Connecting;

/// <summary>Can anything be learned in this project?</summary>
internal static class ProjectCheck
{
    private const string Subject = "project";

    public static void Run(ProjectRecord project, ConnectReport report)
    {
        var name = $"{project.Uid.Id} \"{project.Title}\"";
        var config = LabelConfig.Parse(project.LabelConfig);
        if (config.Problem is { } problem)
        {
            report.Warn(
                Subject,
                $"{name}: {problem}",
                "Give it an Image and Choices under Settings → Labeling Interface; until then nothing is predicted.");
        }
        else
        {
            var controls = config.Controls.Select(control => control.OptionsKey is null
                ? $"{control.Name} ({control.Labels.Count} classes)"
                : $"{control.Name} (choices by task)");
            report.Ok(Subject, $"{name}: {string.Join(", ", controls)}, {project.TaskCount ?? 0:N0} tasks");
        }

        foreach (var control in config.Controls.Where(control => !control.FitsBulkImport))
        {
            report.Warn(
                "predictions",
                $"{control.Name} has nested choices, which Label Studio's bulk import drops without a word",
                "Predictions are given when a task is opened or retrieved; avoid nested choices to have them pushed.");
        }

        GroundTruth(project, report);
    }

    /// <summary>Imported annotations become ground truth unless the import says otherwise.</summary>
    private static void GroundTruth(ProjectRecord project, ConnectReport report)
    {
        if (project.GroundTruthCount is { } truths and > 0
            && project.AnnotationCount is { } all and > 0
            && truths * 2 > all)
        {
            report.Warn(
                "ground truth",
                $"{truths:N0} of {all:N0} annotations are marked as ground truth, as Label Studio does with whatever "
                + "is imported",
                "NoisyLabels does not trust such marks where they are the rule. Import with \"ground_truth\": false, "
                + "or with 'noisylabels import'.");
        }
    }
}
