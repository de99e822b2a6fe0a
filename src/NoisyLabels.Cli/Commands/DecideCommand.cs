using System.CommandLine;
using NoisyLabels.Cli.Terminal;
using NoisyLabels.Contracts.Api;

namespace NoisyLabels.Cli.Commands;

/// <summary>What a person says about corrections, one by one or many at once.</summary>
internal sealed class DecideCommand : Verb
{
    private const int BatchSize = 500;

    private readonly Argument<string> _kind = new("DECISION")
    {
        Description = "accept the suggestion, keep the given label, relabel, exclude the image, unsure, or undo.",
    };

    private readonly Argument<long[]> _tasks = new("TASK")
    {
        Description = "Numbers of tasks in Label Studio.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly ServerOptions _server = new();

    private readonly Option<string?> _label = new("--label")
    {
        Description = "With relabel: the label that is right.",
        HelpName = "NAME",
    };

    private readonly Option<double?> _atLeast = new("--at-least")
    {
        Description = "In place of tasks: all open suggestions that are right with at least this probability; with "
            + "undo, the suggestions about which somebody has decided.",
        HelpName = "0..1",
    };

    private readonly Option<string> _actor = new("--actor")
    {
        Description = "Who decides; else the name of this account.",
        HelpName = "NAME",
        DefaultValueFactory = _ => Environment.UserName,
    };

    private readonly Option<bool> _dryRun = CommonOptions.DryRun(
        "Say how many decisions this would send, and send none.");

    public DecideCommand(CliConsole console)
        : base(console, "decide", "Decide on corrections of a project; each decision can be undone.")
    {
        _kind.AcceptOnlyFromAmong("accept", "keep", "relabel", "exclude", "unsure", "undo");
        Add(_kind);
        Add(_tasks);
        _server.AddTo(this, isRequired: true);
        foreach (var option in new Option[] { _label, _atLeast, _actor, _dryRun })
        {
            Add(option);
        }

        Validators.Add(result =>
        {
            var hasTasks = result.GetValue(_tasks) is { Length: > 0 };
            if (hasTasks == result.GetValue(_atLeast) is not null)
            {
                result.AddError("Which corrections? Give numbers of tasks, or --at-least.");
            }
            else if (result.GetValue(_kind) is "relabel" == result.GetValue(_label) is null)
            {
                result.AddError("'relabel' and --label go together.");
            }
            else if (result.GetValue(_atLeast) is < 0 or > 1)
            {
                result.AddError("--at-least must be from 0 to 1.");
            }
        });
    }

    public override IReadOnlyList<(string CommandLine, string Remark)> Examples =>
        [
            ("noisylabels decide accept 112 118 --project 5", "The suggestions for these two tasks are right."),
            ("noisylabels decide accept --at-least 0.95 --project 5", "All that are nearly certain."),
            ("noisylabels decide undo --at-least 0.95 --project 5", "Takes that back."),
            ("noisylabels decide relabel 120 --label dog --project 5", "Neither given nor suggested was right."),
        ];

    protected override async Task<int> ExecuteAsync(ParseResult parse, Voice voice, CancellationToken token)
    {
        using var server = _server.Open(parse);
        var project = _server.Name(parse);
        var kind = KindOf(parse.GetRequiredValue(_kind));
        var tasks = parse.GetValue(_atLeast) is { } min
            ? await FindTasksAsync(server.Client, project, kind, min, token)
            : [.. parse.GetValue(_tasks)!.Distinct()];
        var taken = parse.GetValue(_dryRun) ? 0 : await SendAllAsync(server.Client, project, parse, kind, tasks, token);

        voice.Result(
            new { project = project.ToString(), decision = kind, tasks = tasks.Count, taken },
            stream => stream.WriteLine(
                parse.GetValue(_dryRun)
                    ? $"Would decide on {Amount.Of(tasks.Count, "task")}; nothing was sent"
                    : $"Decided on {Amount.Of(taken, "task")}"));
        return ExitCodes.Done;
    }

    /// <summary>Finds tasks with an open suggestion; for undo, tasks about which somebody has decided.</summary>
    private static async Task<IReadOnlyList<long>> FindTasksAsync(
        NoisyLabelsClient server, ProjectName project, DecisionKind kind, double min, CancellationToken token)
    {
        var isUndo = kind is DecisionKind.Undone;
        var query = new CorrectionQuery { OnlyIssues = !isUndo, OnlyOpen = !isUndo };
        return await server.ListCorrectionsAsync(project, query, token)
            .Where(item => item.SuggestedLabelConfidence >= min && (!isUndo || item.ReviewState is not null))
            .Select(item => item.LabelStudioTaskId)
            .ToListAsync(token);
    }

    private async Task<int> SendAllAsync(
        NoisyLabelsClient server,
        ProjectName project,
        ParseResult parse,
        DecisionKind kind,
        IReadOnlyList<long> tasks,
        CancellationToken token)
    {
        var taken = 0;
        foreach (var batch in tasks.Chunk(BatchSize))
        {
            try
            {
                taken += await SendAsync(server, project, parse, kind, batch, token);
            }
            catch (Exception e) when (taken > 0 && ServerSentences.Of(e) is not null)
            {
                var next = parse.GetValue(_atLeast) is null
                    ? $"leave out those before task {batch[0]} when you run it again"
                    : "running the same command again goes on with the others";
                throw new UserErrorException(
                    $"{ServerSentences.Of(e)} {Amount.Of(taken, "decision was", "decisions were")} taken before, of "
                    + $"{tasks.Count:N0}; {next}.",
                    e);
            }
        }

        return taken;
    }

    private async Task<int> SendAsync(
        NoisyLabelsClient server,
        ProjectName project,
        ParseResult parse,
        DecisionKind kind,
        long[] tasks,
        CancellationToken token)
    {
        var label = parse.GetValue(_label);
        var batch = new DecisionBatch(
            null, parse.GetRequiredValue(_actor), [.. tasks.Select(task => new Decision(task, kind, label))]);
        return (await server.DecideAsync(project, batch, token)).Taken;
    }

    private static DecisionKind KindOf(string name) => name switch
    {
        "accept" => DecisionKind.Accepted,
        "keep" => DecisionKind.Kept,
        "relabel" => DecisionKind.Relabelled,
        "exclude" => DecisionKind.Excluded,
        "unsure" => DecisionKind.Unsure,
        _ => DecisionKind.Undone,
    };
}
