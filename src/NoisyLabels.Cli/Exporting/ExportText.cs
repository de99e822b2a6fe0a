using NoisyLabels.Cli.Summaries;
using NoisyLabels.Cli.Terminal;
using NoisyLabels.Datasets.Corrections;

namespace NoisyLabels.Cli.Exporting;

/// <summary>What an export wrote, or would write, on the terminal.</summary>
internal sealed class ExportText(CorrectedLabels labels, ExportTarget target, TaskFile? tasks)
{
    public void Write(CliConsole.Stream output)
    {
        ApplyText.WriteSummary(labels.Summary, output);
        output.WriteLine();
        var file = PlainText.Visible(target.File);
        output.WriteLine(
            labels.Summary.IsDryRun
                ? $"Nothing was written. Without --dry-run this goes to {file}"
                : $"Written to {file}: {Amount.Of(labels.Items.Count, "label")} of "
                    + $"{Amount.Of(labels.Classes.Count, "class", "classes")}");
        if (tasks is not null)
        {
            output.WriteLine("Import it into a project with this labeling interface:");
            foreach (var line in tasks.Config.ReplaceLineEndings("\n").Split('\n'))
            {
                output.WriteLine($"  {PlainText.Visible(line)}");
            }

            if (tasks.Served is { } folder)
            {
                output.WriteLine(
                    "It shows the images when it runs with LOCAL_FILES_SERVING_ENABLED=true and "
                    + $"LOCAL_FILES_DOCUMENT_ROOT={PlainText.ForShell(folder)}; or export with --url-prefix");
            }
        }
        else if (Path.GetDirectoryName(Path.GetFullPath(target.File)) != labels.Root)
        {
            output.WriteLine(
                $"Its paths are relative to {PlainText.Visible(labels.Root)}/: put it there, or read it with "
                + $"--images {PlainText.ForShell(labels.Root)}");
        }
    }
}
