using System.CommandLine;
using NoisyLabels.Cli.Terminal;

namespace NoisyLabels.Cli.Commands;

/// <summary>Every verb, in the order of the help.</summary>
internal static class Verbs
{
    public static IEnumerable<Command> All(CliConsole console) =>
    [
        new QuickstartCommand(console),
        new FindCommand(console),
        new ApplyCommand(console),
        new ExportCommand(console),
        new EvaluateCommand(console),
        new ExampleCommand(console),
        new ServeCommand(console),
        new ImportCommand(console),
        new ConnectCommand(console),
        new TrainCommand(console),
        new CorrectionsCommand(console),
        new DecideCommand(console),
        new WriteBackCommand(console),
        new BackboneCommand(console),
        new DoctorCommand(console),
    ];
}

/// <summary>A verb of the program: reads its options, has the library do the work, shows the result.</summary>
internal abstract class Verb : Command
{
    protected Verb(CliConsole console, string name, string description)
        : base(name, description) =>
        SetAction((parse, token) => ExecuteAsync(parse, Voice.Of(console, parse), token));

    /// <summary>Command lines that help to begin, each with a remark; shown at the end of <c>--help</c>.</summary>
    public virtual IReadOnlyList<(string CommandLine, string Remark)> Examples => [];

    /// <summary>What an interrupted run leaves behind, for the user.</summary>
    public virtual string InterruptedRemark => "Interrupted; nothing half-written was left behind.";

    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    protected abstract Task<int> ExecuteAsync(ParseResult parse, Voice voice, CancellationToken token);
}
