using System.CommandLine;
using NoisyLabels.Cli.Serving;
using NoisyLabels.Cli.Terminal;
using NoisyLabels.Contracts.Corrections;

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
        Description = "In place of tasks: all open suggestions that are right with this probability at least; with "
            + "undo, those about which somebody has decided.",
        HelpName = "0..1",
    };

    private readonly Option<string> _actor = new("--actor")
    {
        Description = "Who decides; else the name of this account.",
        HelpName = "NAME",
        DefaultValueFactory = _ => Environment.UserName,
    };

    private readonly Option<bool> _dryRun = CommonOptions.DryRun(
        "Say how many decisions that would be, and send none.");

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
        var tasks = parse.GetValue(_atLeast) is { } least
            ? await FoundAsync(server, project, kind, least, token)
            : [.. parse.GetValue(_tasks)!.Distinct()];
        var taken = parse.GetValue(_dryRun) ? 0 : await SendAllAsync(server, project, parse, kind, tasks, token);

        voice.Result(
            new { project = project.ToString(), decision = kind, tasks = tasks.Count, taken },
            stream => stream.WriteLine(
                parse.GetValue(_dryRun)
                    ? $"Would decide on {Amount.Of(tasks.Count, "task")}; nothing was sent"
                    : $"Decided on {Amount.Of(taken, "task")}"));
        return ExitCodes.Done;
    }

    /// <summary>Open suggestions, or decided ones to be undone.</summary>
    private static async Task<IReadOnlyList<long>> FoundAsync(
        ServerAccess server, ProjectName project, DecisionKind kind, double least, CancellationToken token)
    {
        var isUndo = kind is DecisionKind.Undone;
        return await CorrectionPage.AllAsync(server, project, isUndo ? "" : "only_issues=true&only_open=true&", token)
            .Where(item => item.SuggestedLabelConfidence >= least && (!isUndo || item.ReviewState is not null))
            .Select(item => item.LabelStudioTaskId)
            .ToListAsync(token);
    }

    private async Task<int> SendAllAsync(
        ServerAccess server,
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
            catch (UserErrorException e) when (taken > 0)
            {
                var next = parse.GetValue(_atLeast) is null
                    ? $"leave out those before task {batch[0]} when you run it again"
                    : "running the same command again goes on with the others";
                throw new UserErrorException(
                    $"{e.Message} {Amount.Of(taken, "decision was", "decisions were")} taken before, of "
                    + $"{tasks.Count:N0}; {next}.",
                    e);
            }
        }

        return taken;
    }

    private async Task<int> SendAsync(
        ServerAccess server,
        ProjectName project,
        ParseResult parse,
        DecisionKind kind,
        long[] tasks,
        CancellationToken token)
    {
        var label = parse.GetValue(_label);
        var batch = new DecisionBatch(
            null, parse.GetRequiredValue(_actor), [.. tasks.Select(task => new Decision(task, kind, label))]);
        var reply = await server.PostAsync<DecisionReply>($"{project.Path}/decisions", batch, token);
        return reply.Problems.Count == 0 ? reply.Taken : throw new UserErrorException(string.Join(' ', reply.Problems));
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
