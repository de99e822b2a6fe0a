using System.CommandLine;
using System.Globalization;
using NoisyLabels.Cli.Runs;
using NoisyLabels.Cli.Terminal;
using NoisyLabels.Datasets.Evaluation;

namespace NoisyLabels.Cli.Commands;

/// <summary>Measures a run against the truth, where somebody knows it.</summary>
internal sealed class EvaluateCommand : Verb
{
    private readonly Argument<string> _run = new("RUN") { Description = "A folder that 'noisylabels find' wrote." };

    private readonly Option<string> _truth = new("--truth")
    {
        Description = "A .csv or .jsonl file with the right label of every image: file_name,label.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<int> _resamples = CommonOptions.Count(
        "--resamples",
        1000,
        "Bootstrap resamples behind the intervals; 0 leaves the intervals out.");

    private readonly Option<int> _seed = CommonOptions.Seed("Seed of the resamples.");

    public EvaluateCommand(CliConsole console)
        : base(console, "evaluate", "Measure how well a run found the wrong labels, given the right ones.")
    {
        Add(_run);
        Add(_truth);
        Add(_resamples);
        Add(_seed);
    }

    public override IReadOnlyList<(string CommandLine, string Remark)> Examples =>
        [
            (
                "noisylabels evaluate photos-issues --truth truth.csv",
                "Average precision, AUROC, precision and recall of the flags, with intervals."),
            ("noisylabels evaluate photos-issues --truth truth.csv --json", "The same for a script."),
        ];

    protected override async Task<int> ExecuteAsync(ParseResult parse, Voice voice, CancellationToken token)
    {
        var (run, truth) = (parse.GetRequiredValue(_run), parse.GetRequiredValue(_truth));
        var options = new EvaluationOptions { Resamples = parse.GetValue(_resamples), Seed = parse.GetValue(_seed) };
        var report = await voice.WorkAsync(_ => RunEvaluation.Evaluate(run, truth, options), token);
        voice.Result(report, stream => Write(report, stream));
        return ExitCodes.Done;
    }

    internal static void Write(EvaluationReport report, CliConsole.Stream output)
    {
        output.WriteLine(
            $"{report.Images:N0} images, {report.WrongLabels:N0} wrong labels, {report.FlaggedImages:N0} flagged");
        output.WriteLine();
        var table = new TextTable("Figure", ">Value", $"{report.Confidence:P0} interval");
        foreach (var metric in report.Metrics)
        {
            var isKnown = metric.Value is not null;
            var interval = metric.Low is null ? "" : $"{Digits(metric.Low)} to {Digits(metric.High)}";
            table.Add(
                metric.Name.Replace('_', ' '),
                isKnown ? Digits(metric.Value) : "-",
                isKnown ? interval : metric.Reason ?? "");
        }

        table.Show(output);
    }

    private static string Digits(double? value) => value?.ToString("F3", CultureInfo.InvariantCulture) ?? "";
}
