using System.CommandLine;
using NoisyLabels.Cli.Connecting;
using NoisyLabels.Cli.ServerApi;
using NoisyLabels.Cli.Summaries;
using NoisyLabels.Cli.Terminal;
using NoisyLabels.Datasets.Corrections;

namespace NoisyLabels.Cli.Commands;

/// <summary>Writes a dataset with its labels put right; the source stays as it is.</summary>
internal sealed class ApplyCommand : Verb
{
    private const int WithProject = 2;
    private const int WithFile = 3;

    private readonly Argument<string[]> _paths = new("CORRECTIONS SRC DST")
    {
        Description =
            "CORRECTIONS: the folder of a run, its corrections.json, or one with the predecessor's four arrays; left "
            + "out with --project. SRC: the dataset that they are about, as 'find' or 'import' got it; it is never "
            + "written to. "
            + "DST: the folder to write; it must be empty or new.",
        Arity = new ArgumentArity(0, WithFile),
    };

    private readonly ServerOptions _server = new();

    private readonly Option<string?> _labelStudio = new LabelStudioSettings().LabelStudio;

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

    private readonly DatasetSettings _dataset = new();

    private readonly Option<bool> _dryRun = CommonOptions.DryRun("Say what would be done, and write nothing.");

    public ApplyCommand(CliConsole console)
        : base(console, "apply", "Write a corrected copy of a dataset, as a folder per class.")
    {
        Add(_paths);
        Add(_threshold);
        Add(_link);
        foreach (var option in _dataset.All)
        {
            Add(option);
        }

        Add(_dryRun);
        _server.AddTo(this, isRequired: false);
        Add(_labelStudio);
        Validators.Add(result =>
        {
            var isOfProject = result.GetValue(_server.Project) is not null;
            if (result.GetValue(_paths)?.Length != (isOfProject ? WithProject : WithFile))
            {
                result.AddError(
                    isOfProject
                        ? "With --project, two folders are needed: noisylabels apply --project ID SRC DST."
                        : "Three paths are needed: noisylabels apply CORRECTIONS SRC DST.");
            }
        });
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
            (
                "noisylabels apply --project 5 photos photos-corrected",
                "What was found and decided in a Label Studio project that 'import' filled from photos."),
        ];

    public override string InterruptedRemark => "Interrupted. DST was not written, and SRC is as it was.";

    protected override async Task<int> ExecuteAsync(ParseResult parse, Voice voice, CancellationToken token)
    {
        var paths = parse.GetRequiredValue(_paths);
        var (source, target) = (paths[^2], paths[^1]);
        var corrections = paths.Length == WithFile
            ? CorrectionsFile.Read(paths[0])
            : await OfProjectAsync(parse, voice, token);
        var options = new ApplyOptions
        {
            Threshold = parse.GetValue(_threshold),
            Link = LinkModeOf(parse.GetRequiredValue(_link)),
            DryRun = parse.GetValue(_dryRun),
            Dataset = _dataset.Options(parse),
        };
        var summary = await voice.WorkAsync(
            progress => CorrectedDatasetWriter.Write(corrections, source, target, options, progress, token), token);
        voice.Result(summary, stream => new ApplyText(summary, target).Write(stream));
        return ExitCodes.Done;
    }

    private async Task<CorrectionSet> OfProjectAsync(ParseResult parse, Voice voice, CancellationToken token)
    {
        using var server = _server.Open(parse);
        using var access = LabelStudioAccess.Open(parse.GetValue(_labelStudio), voice.Console.Clock);
        var name = _server.Name(parse);
        return (await ProjectCorrections.ReadAsync(server.Client, access.Client, name, token)).Corrections;
    }

    private static LinkMode LinkModeOf(string name) => name switch
    {
        "hard" => LinkMode.HardLink,
        "symlink" => LinkMode.SymbolicLink,
        _ => LinkMode.Copy,
    };
}
