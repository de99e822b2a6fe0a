using NoisyLabels.LabelStudio.Api.Calls;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Cli.Connecting;

/// <summary>The settings without which predictions exist and are not seen.</summary>
internal sealed class ModelChoiceStep(LabelStudioAccess access, ConnectOptions options, ConnectReport report)
{
    private const string Subject = "predictions shown";

    public async Task RunAsync(ProjectRecord project, BackendRow row, CancellationToken token)
    {
        var shown = project.ShowsPredictions;
        var chosen = project.ModelVersion ?? "";
        if (shown && chosen == row.Title)
        {
            report.Ok(Subject, $"the label stream uses \"{row.Title}\"");
            return;
        }

        var wrong = !shown ? "the project does not show predictions to annotators"
            : chosen.Length == 0 ? "the project has chosen no model"
            : $"the project shows \"{chosen}\", not this backend";
        if (options.ChangesNothing)
        {
            report.Undone(Subject, wrong, "'noisylabels connect' sets it.");
            return;
        }

        var settings = new PredictionSettings { ShowCollabPredictions = true, ModelVersion = row.Title };
        var changed = await access.Client.Projects.ChangeAsync(project.Uid.Id, settings, token);
        if (changed.IsSuccess)
        {
            report.Project = changed.Value;
            report.Ok(Subject, $"the label stream uses \"{row.Title}\" (put right: {wrong})");
        }
        else
        {
            report.Warn(
                Subject,
                $"{wrong}. {changed.Problem.Message}",
                $"Choose \"{row.Title}\" under Settings → Annotation → Live predictions.");
        }
    }
}
