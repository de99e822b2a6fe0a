using System.CommandLine;
using NoisyLabels.Cli.ServerApi;
using NoisyLabels.Cli.Terminal;
using NoisyLabels.Contracts.Api;

namespace NoisyLabels.Cli.Commands;

/// <summary>Has the server train a project now, and follows it.</summary>
internal sealed class TrainCommand : Verb
{
    private readonly ServerOptions _server = new();

    private readonly Option<bool> _noWait = new("--no-wait")
    {
        Description = "Ask for the training, and do not wait for its end.",
    };

    public TrainCommand(CliConsole console)
        : base(console, "train", "Train the model of a Label Studio project now, and follow it.")
    {
        _server.AddTo(this, isRequired: true);
        Add(_noWait);
    }

    public override IReadOnlyList<(string CommandLine, string Remark)> Examples =>
        [
            ("noisylabels train --project 5", "Training also begins by itself while people label."),
            ("noisylabels train --project 5 --no-wait", "Asks for it and returns at once."),
        ];

    public override string InterruptedRemark => "Interrupted; the training goes on in the server.";

    protected override async Task<int> ExecuteAsync(ParseResult parse, Voice voice, CancellationToken token)
    {
        using var server = _server.Open(parse);
        var project = _server.Name(parse);
        var reply = await server.Client.TrainAsync(project, token);
        if (reply.Run is null || parse.GetValue(_noWait))
        {
            voice.Result(reply, stream => stream.WriteLine(reply.Sentence));
            return reply.Run is null ? ExitCodes.Failed : ExitCodes.Done;
        }

        voice.Remark(reply.Sentence);
        var follower = new TrainingFollower(server.Client, project, voice);
        var ended = await voice.FollowAsync(progress => follower.FollowToEndAsync(reply.AfterFence, progress, token));
        voice.Result(ended, stream => Write(ended, stream));
        return ended.ModelVersion is null ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static void Write(RunStatus run, CliConsole.Stream output)
    {
        output.WriteLine(
            run.ModelVersion is { } version ? $"Trained {version}"
            : run.Phase is RunPhase.Cancelled ? "The training was cancelled"
            : "No model came of the training");
        foreach (var sentence in run.Sentences)
        {
            output.WriteLine($"  {PlainText.Visible(sentence)}");
        }
    }
}
