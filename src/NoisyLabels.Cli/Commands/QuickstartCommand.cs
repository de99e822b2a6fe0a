using System.CommandLine;
using NoisyLabels.Cli.Runs;
using NoisyLabels.Cli.Summaries;
using NoisyLabels.Cli.Terminal;

namespace NoisyLabels.Cli.Commands;

/// <summary>Shows in under a minute what the program does, on images that it draws itself.</summary>
internal sealed class QuickstartCommand : Verb
{
    private const int MaxRows = 5;

    private readonly Option<string> _folder = new("--dir")
    {
        Description = "Folder for the example and its results; an example that is there already is used again.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "noisylabels-quickstart",
    };

    private readonly Option<int> _seed = CommonOptions.Seed("Another seed, other images.");

    public QuickstartCommand(CliConsole console)
        : base(
            console,
            "quickstart",
            "Draw an example, find its wrong labels, compare with the truth; under a minute, no network.")
    {
        Add(_folder);
        Add(_seed);
    }

    public override IReadOnlyList<(string CommandLine, string Remark)> Examples =>
        [("noisylabels quickstart", "Everything goes to noisylabels-quickstart/; open its results/report.html.")];

    public override string InterruptedRemark =>
        "Interrupted; nothing half-written was left behind, and the same command goes on from there.";

    protected override async Task<int> ExecuteAsync(ParseResult parse, Voice voice, CancellationToken token)
    {
        var (folder, seed) = (parse.GetRequiredValue(_folder), parse.GetValue(_seed));
        var run = await voice.WorkAsync(
            progress => QuickstartRun.Execute(folder, seed, voice.Console.Clock, progress, token), token);
        var found = run.Found;
        voice.Result(
            new
            {
                run.Images,
                Found = OverviewJson.Of(
                    found.Overview,
                    found.Output,
                    found.Backbone,
                    found.Notes,
                    found.Files,
                    MaxRows),
                run.Evaluation,
            },
            stream => new QuickstartText(run, MaxRows).Write(stream));
        return ExitCodes.Done;
    }
}
