using System.CommandLine;
using NoisyLabels.Cli.Terminal;

namespace NoisyLabels.Cli.Commands;

internal sealed class MakeNoisyCommand : Verb
{
    public MakeNoisyCommand(CliConsole console)
        : base(console, "make-noisy", "Copy a dataset and give some of its images wrong labels, with the truth beside it.")
    {
        Add(new Argument<string>("SRC"));
    }

    protected override Task<int> ExecuteAsync(ParseResult parse, Voice voice, CancellationToken token) => Task.FromResult(0);
}
