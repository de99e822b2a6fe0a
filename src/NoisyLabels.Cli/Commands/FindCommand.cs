using System.CommandLine;
using NoisyLabels.Cli.Runs;
using NoisyLabels.Cli.Summaries;
using NoisyLabels.Cli.Terminal;
using NoisyLabels.Datasets.Finding;

namespace NoisyLabels.Cli.Commands;

/// <summary>Ranks the images of a dataset by how likely their label is wrong, and writes everything about it.</summary>
internal sealed class FindCommand : Verb
{
    /// <summary>Ctrl-C is answered within two seconds; results appear whole or not at all.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    private readonly Argument<string> _input = new("INPUT")
    {
        Description = DatasetSettings.Forms,
    };

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "Folder for the results; those of an earlier run there are replaced. "
            + "The default is NAME-issues in the current folder.",
        HelpName = "DIR",
    };

    private readonly DatasetSettings _dataset = new();

    private readonly Option<string?> _backbone = new("--backbone")
    {
        Description = "The image encoder: a name of 'noisylabels backbone list', or an ONNX file. "
            + "The default comes with the program.",
        HelpName = "NAME|FILE",
    };

    private readonly Option<IReadOnlyList<int>> _sizes = new("--size")
    {
        Description = "Side in pixels that images are brought to; several, as 128,224, are combined. "
            + "The default suits the images.",
        HelpName = "PX[,PX]",
        CustomParser = SizeList.Parse,
        DefaultValueFactory = _ => [],
    };

    private readonly EngineOptions _engine = new();

    private readonly Option<int> _seed = CommonOptions.Seed("The same seed gives the same numbers again.");

    private readonly Option<int> _threads = CommonOptions.Threads();

    private readonly Option<int> _top = CommonOptions.Count(
        "--top",
        10,
        "Rows of each table on the terminal, and images in the JSON.");

    private readonly Option<bool> _failOnIssues = new("--fail-on-issues")
    {
        Description = $"End with code {ExitCodes.IssuesFound} when a label looks wrong, for use in CI.",
    };

    public FindCommand(CliConsole console)
        : base(
            console,
            "find",
            "Rank the images of a dataset by how likely their label is wrong, and say what they probably are.")
    {
        Add(_input);
        Option[] options =
            [_output, .. _dataset.All, _backbone, _sizes, .. _engine.All, _seed, _threads, _top, _failOnIssues];
        foreach (var option in options)
        {
            Add(option);
        }

        _engine.AddValidator(this);
    }

    public override IReadOnlyList<(string CommandLine, string Remark)> Examples =>
        [
            (
                "noisylabels find photos/",
                "Everything about photos/CLASS/*.jpg goes to photos-issues/; open its report.html."),
            (
                "noisylabels find labels.csv --output checked --size 128,224",
                "Labels from a file; two sizes are slower and often better."),
            (
                "noisylabels find photos/ --engine instancegm --epochs 20",
                "Trains networks on the images themselves; says first how long that takes, and goes on after Ctrl-C."),
            (
                "noisylabels find photos/ --json --quiet --fail-on-issues",
                "For a script: one JSON object, and code 3 if a label looks wrong."),
        ];

    public override string InterruptedRemark =>
        "Interrupted. No results were written; the features and epochs computed so far are kept, "
        + "and the same command goes on from them.";

    protected override async Task<int> ExecuteAsync(ParseResult parse, Voice voice, CancellationToken token)
    {
        var reading = _dataset.Options(parse);
        var options = new FindOptions
        {
            Input = parse.GetRequiredValue(_input),
            LabelColumn = reading.LabelColumn,
            Images = reading.Images,
            Backbone = parse.GetValue(_backbone),
            Sizes = parse.GetRequiredValue(_sizes),
            Method = _engine.Method(parse),
            InstanceGm = _engine.Training(parse),
            Seed = parse.GetValue(_seed),
            Threads = parse.GetValue(_threads),
        };
        var output = parse.GetValue(_output) ?? NameOf(options.Input) + "-issues";
        var top = parse.GetValue(_top);
        var run = await voice.WorkAsync(
            progress => FindRun.Execute(options, output, voice.Console.Clock, progress, token), Patience, token);
        voice.Result(
            OverviewJson.Of(run.Overview, output, run.Backbone, run.Notes, run.Files, top),
            stream => new FindText(run, options, top).Write(stream));
        return run.Overview.Issues.Count > 0 && parse.GetValue(_failOnIssues) ? ExitCodes.IssuesFound : ExitCodes.Done;
    }

    /// <summary>The folder's name, or the manifest's without its extension.</summary>
    private static string NameOf(string input)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(input));
        return File.Exists(path) ? Path.GetFileNameWithoutExtension(path) : Path.GetFileName(path);
    }
}
