using NoisyLabels.Cli.Summaries;
using NoisyLabels.Cli.Terminal;
using NoisyLabels.Datasets.Results;

namespace NoisyLabels.Cli.Runs;

/// <summary>What the quick start found, how right it was, and what to do with one's own images.</summary>
internal sealed class QuickstartText(QuickstartRun run, int mostRows)
{
    public void Write(CliConsole.Stream output)
    {
        new OverviewText(run.Found.Overview, run.Found.Notes, mostRows).Write(output);
        WriteTruth(output);
        var results = run.Found.Output;
        output.WriteLine();
        output.WriteLine("Look at it:");
        output.WriteLine($"  {PlainText.Visible(Path.GetFullPath(Path.Combine(results, RunFiles.Report)))}");
        output.WriteLine();
        output.WriteLine("Put it right, into a copy:");
        var target = Path.Combine(Path.GetDirectoryName(run.Images)!, "corrected");
        string[] paths = [Path.Combine(results, RunFiles.Corrections), run.Images, target];
        output.WriteLine($"  {ProgramName.Text} apply {string.Join(' ', paths.Select(PlainText.ForShell))}");
        output.WriteLine();
        output.WriteLine("Your own images, in a folder for each class:");
        output.WriteLine($"  {ProgramName.Text} find photos/");
    }

    private void WriteTruth(CliConsole.Stream output)
    {
        var report = run.Evaluation;
        var right = (int)Math.Round((report["precision"].Value ?? 0) * report.FlaggedImages);
        output.WriteLine();
        output.WriteLine(
            $"The truth is known here: {report.WrongLabels:N0} labels are wrong, {right:N0} of them were found, "
            + $"and {report.FlaggedImages - right:N0} right ones were suspected");
        output.WriteLine(
            $"Labels that are right: {report["label_accuracy_before"].Value:P1} before, "
            + $"{report["label_accuracy_after"].Value:P1} with every suggestion applied "
            + $"(average precision of the ranking {report["average_precision"].Value:F3})");
    }
}
