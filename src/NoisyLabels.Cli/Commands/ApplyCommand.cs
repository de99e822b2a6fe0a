using System.CommandLine;
using NoisyLabels.Cli.Summaries;
using NoisyLabels.Cli.Terminal;
using NoisyLabels.Learning.Corrections;
using NoisyLabels.Learning.Datasets;

namespace NoisyLabels.Cli.Commands;

/// <summary>Writes a dataset with its labels put right; the source stays as it is.</summary>
internal sealed class ApplyCommand : Verb
{
    private readonly Argument<string> _corrections = new("CORRECTIONS")
    {
        Description = "The corrections.json of a run, or one with the predecessor's four arrays.",
    };

    private readonly Argument<string> _source = new("SRC")
    {
        Description = "The dataset that the corrections are about, as 'find' got it; it is never written to.",
    };

    private readonly Argument<string> _target = new("DST")
    {
        Description = "The folder to write; it must be empty or new.",
    };

    private readonly Option<double> _threshold = CommonOptions.Share(
        "--threshold",
        0.5,
        "Apply suggestions with at least this score. What a person decided is applied whatever its score.");

    private readonly Option<string> _link = CommonOptions.OneOf(
        "--link",
        "How images get into DST",
        "copy",
        "hard",
        "symlink");

    private readonly Option<string?> _labelColumn = CommonOptions.LabelColumn();

    private readonly Option<bool> _dryRun = CommonOptions.DryRun("Say what would be done, and write nothing.");

    public ApplyCommand(CliConsole console)
        : base(console, "apply", "Write a corrected copy of a dataset, as a folder per class.")
    {
        Add(_corrections);
        Add(_source);
        Add(_target);
        Add(_threshold);
        Add(_link);
        Add(_labelColumn);
        Add(_dryRun);
    }

    public override IReadOnlyList<(string CommandLine, string Remark)> Examples =>
        [
            (
                "noisylabels apply photos-issues/corrections.json photos photos-corrected --dry-run",
                "What would move, and where."),
            (
                "noisylabels apply photos-issues/corrections.json photos photos-corrected --threshold 0.9",
                "Only what is nearly certain."),
            (
                "noisylabels apply photos-issues/corrections.json photos photos-corrected --link hard",
                "Without taking up room again."),
        ];

    public override string InterruptedRemark => "Interrupted. DST was not written, and SRC is as it was.";

    protected override async Task<int> ExecuteAsync(ParseResult parse, Voice voice, CancellationToken token)
    {
        var (source, target) = (parse.GetRequiredValue(_source), parse.GetRequiredValue(_target));
        var corrections = CorrectionsFile.Read(parse.GetRequiredValue(_corrections));
        var options = new ApplyOptions
        {
            Threshold = parse.GetValue(_threshold),
            Link = LinkModeOf(parse.GetRequiredValue(_link)),
            DryRun = parse.GetValue(_dryRun),
            Dataset = new DatasetOptions { LabelColumn = parse.GetValue(_labelColumn) },
        };
        var summary = await voice.WorkAsync(
            progress => CorrectedDatasetWriter.Write(corrections, source, target, options, progress, token), token);
        voice.Result(summary, stream => new ApplyText(summary, target).Write(stream));
        return ExitCodes.Done;
    }

    private static LinkMode LinkModeOf(string name) => name switch
    {
        "hard" => LinkMode.HardLink,
        "symlink" => LinkMode.SymbolicLink,
        _ => LinkMode.Copy,
    };
}
