using System.Globalization;
using NoisyLabels.Cli.Report;
using NoisyLabels.Cli.Summaries;
using NoisyLabels.Datasets.Finding;
using NoisyLabels.Datasets.Results;

namespace NoisyLabels.Cli.Runs;

/// <summary>Finds wrong labels and writes the folder of results, the report among them.</summary>
/// <param name="Outcome">Everything that the library found.</param>
/// <param name="Overview">The same in figures.</param>
/// <param name="Output">The folder of results.</param>
internal sealed record FindRun(RunOutcome Outcome, RunOverview Overview, string Output)
{
    /// <summary>How the backbone and its input are called in one breath.</summary>
    public string Backbone =>
        $"{Outcome.Info.Backbone.Name} at {string.Join(" + ", Outcome.Info.Backbone.Sizes)} px";

    /// <summary>Sentences that a person should read with the result.</summary>
    public IReadOnlyList<string> Notes => [.. Outcome.Detection.Notes, .. Outcome.Features.Warnings];

    /// <summary>Names of the files in the folder of results.</summary>
    public IReadOnlyList<string> Files =>
        [.. Directory.EnumerateFiles(Output).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public static FindRun Execute(
        FindOptions options,
        string output,
        TimeProvider clock,
        IProgress<WorkProgress> progress,
        CancellationToken token)
    {
        RunWriter.CheckOutput(output);
        var outcome = new LabelIssueFinder(clock).Run(options, progress, token);
        var overview = RunOverview.Of(
            outcome.Dataset.Classes,
            outcome.Features.Items,
            outcome.Detection,
            [.. outcome.Dataset.Skipped, .. outcome.Features.Skipped]);
        var run = new FindRun(outcome, overview, output);
        var report = ReportBuilder.Build(TitleOf(options.Input), run.Facts(), run.Notes, overview, new Thumbnails().Of);
        RunWriter.Write(output, outcome, [(RunFiles.Report, stream => ReportWriter.Write(stream, report))], token);
        return run;
    }

    private List<string> Facts() =>
    [
        Outcome.Detection.Method,
        Backbone,
        $"seed {Outcome.Info.Seed}",
        Outcome.Info.CreatedAt.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
    ];

    private static string TitleOf(string input) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(input))) is { Length: > 0 } name
            ? name
            : input;
}
