using System.CommandLine;
using NoisyLabels.Cli.Connecting;
using NoisyLabels.Cli.Terminal;
using NoisyLabels.Cli.WritingBack;

namespace NoisyLabels.Cli.Commands;

/// <summary>Writes corrections back into Label Studio, and takes them back again.</summary>
internal sealed class WriteBackCommand : Verb
{
    private const int MaxShown = 10;

    private readonly ServerOptions _server = new();

    private readonly Option<string?> _labelStudio = new LabelStudioSettings().LabelStudio;

    private readonly Option<string> _form = CommonOptions.OneOf(
        "--as", "Predictions are there to be reviewed, annotations count as answers", "predictions", "annotations");

    private readonly Option<double?> _atLeast = new("--at-least")
    {
        Description = "Also write suggestions about which nobody decided, when they are right with at least this "
            + "probability; else only what was accepted or relabelled.",
        HelpName = "0..1",
    };

    private readonly Option<bool> _undo = new("--undo")
    {
        Description = "Take back what was written, but for annotations that somebody has changed since.",
    };

    private readonly Option<bool> _dryRun = CommonOptions.DryRun(
        "Say how many predictions or annotations this would write, and write nothing.");

    public WriteBackCommand(CliConsole console)
        : base(console, "write-back", "Write corrections into the Label Studio project they are of.")
    {
        _server.AddTo(this, isRequired: true);
        foreach (var option in new Option[] { _labelStudio, _form, _atLeast, _undo, _dryRun })
        {
            Add(option);
        }

        Validators.Add(result =>
        {
            if (result.GetValue(_atLeast) is < 0 or > 1 or double.NaN)
            {
                result.AddError("--at-least must be from 0 to 1.");
            }
        });
    }

    public override IReadOnlyList<(string CommandLine, string Remark)> Examples =>
        [
            ("noisylabels write-back --project 5 --as predictions --at-least 0.5 --dry-run", "How many that would be."),
            (
                "noisylabels write-back --project 5 --as annotations",
                "What was decided, as new annotations; none is changed."),
            ("noisylabels write-back --project 5 --as annotations --undo", "Takes them back."),
        ];

    public override string InterruptedRemark =>
        "Interrupted. What was written stays: run it again to go on, or with --undo to take it back.";

    protected override async Task<int> ExecuteAsync(ParseResult parse, Voice voice, CancellationToken token)
    {
        using var server = _server.Open(parse);
        using var access = LabelStudioAccess.Open(parse.GetValue(_labelStudio), voice.Console.Clock);
        var project = _server.Name(parse);
        var options = new WriteBackOptions
        {
            Form = Enum.Parse<WriteBackForm>(parse.GetRequiredValue(_form), ignoreCase: true),
            AtLeast = parse.GetValue(_atLeast),
            DryRun = parse.GetValue(_dryRun),
        };
        var summary = await voice.FollowAsync(progress => parse.GetValue(_undo)
            ? new WrittenBefore(access, project.Number).UndoAsync(options.Form, options.DryRun, progress, token)
            : new WriteBack(access, server.Client, project).WriteAsync(options, progress, token));
        voice.Result(summary, stream => Write(summary, stream));
        return ExitCodes.Done;
    }

    private static void Write(WriteBackSummary summary, CliConsole.Stream output)
    {
        var what = summary.Form is WriteBackForm.Predictions ? "prediction" : "annotation";
        var verb = (summary.IsUndo, summary.DryRun) switch
        {
            (true, true) => "Would take back",
            (true, false) => "Took back",
            (false, true) => "Would write",
            (false, false) => "Wrote",
        };
        output.WriteLine($"{verb} {Amount.Of(summary.Done, what)}");
        if (summary.AlreadyThere > 0)
        {
            output.WriteLine($"{Amount.Of(summary.AlreadyThere, "task has one", "tasks have one")} already");
        }

        foreach (var sentence in summary.Left.Take(MaxShown))
        {
            output.WriteLine($"  {PlainText.Visible(sentence)}");
        }

        if (summary.Left.Count > MaxShown)
        {
            output.WriteLine($"  and {summary.Left.Count - MaxShown:N0} more (--json lists all)");
        }
    }
}
