using NoisyLabels.Cli.Summaries;
using NoisyLabels.Cli.Terminal;
using NoisyLabels.Datasets.Finding;
using NoisyLabels.Datasets.Results;

namespace NoisyLabels.Cli.Runs;

/// <summary>The result of <c>find</c> on the terminal: the figures, where the files are, and what to do next.</summary>
internal sealed class FindText(FindRun run, FindOptions options, int mostRows)
{
    private static readonly (string Name, string Use)[] Guide =
    [
        (RunFiles.Report, "the worst images on one page; open it in a browser"),
        (RunFiles.IssuesCsv, "every image, with label quality and suggestion (also .parquet and .jsonl)"),
        (RunFiles.Corrections, "what to change, for 'noisylabels apply'"),
        (RunFiles.ClassSummary, "noise of each class; noise_transition.csv has the pairs"),
        (RunFiles.Run, "how the run was made, and every skipped file"),
    ];

    public void Write(CliConsole.Stream output)
    {
        output.WriteLine($"{PlainText.Visible(options.Input)}: {run.Outcome.Detection.Method}, {run.Backbone}");
        new OverviewText(run.Overview, run.Notes, mostRows).Write(output);
        output.WriteLine();
        output.WriteLine($"Written to {PlainText.Visible(run.Output)}/");
        foreach (var (name, use) in Guide)
        {
            output.WriteLine($"  {name,-20}{use}");
        }

        if (run.Overview.Issues.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("Next, after a look at the report:");
            output.WriteLine($"  {ProgramName.Text} {string.Join(' ', ApplyLine().Select(PlainText.ForShell))}");
        }
    }

    private IEnumerable<string> ApplyLine() =>
    [
        "apply",
        Path.Combine(run.Output, RunFiles.Corrections),
        options.Input,
        Path.TrimEndingDirectorySeparator(run.Output) + "-corrected",
        .. options.LabelColumn is { } column ? ["--label-column", column] : Array.Empty<string>(),
        .. options.Images is { } images ? ["--images", images] : Array.Empty<string>(),
        "--dry-run",
    ];
}
