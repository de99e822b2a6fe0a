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
