using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using NoisyLabels.Cli.Commands;
using NoisyLabels.Cli.Terminal;

namespace NoisyLabels.Cli;

/// <summary>From the words on the command line to an exit code.</summary>
internal sealed class CommandLine(CliConsole console, IEnumerable<Command> verbs)
{
    public async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken token)
    {
        var parse = Root().Parse(args);
        var invocation = new InvocationConfiguration
        {
            Output = console.Output.Writer,
            Error = console.Error.Writer,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        if (parse.Action is ParseErrorAction || UsageError.MistakenOptions(parse).Any())
        {
            UsageError.Show(parse, console.Error);
            return ExitCodes.Usage;
        }

        try
        {
            return await parse.InvokeAsync(invocation, token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            console.Error.WriteLine((parse.CommandResult.Command as Verb)?.InterruptedRemark ?? "Interrupted.");
            return ExitCodes.Interrupted;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            new ErrorReport(console, parse.GetValue<bool>(GlobalOptions.Verbose)).Show(exception);
            return ExitCodes.Failed;
        }
    }

    private RootCommand Root()
    {
        var root = new RootCommand(
            "Finds wrong labels in image-classification datasets, on this machine, without a network.");
        foreach (var option in GlobalOptions.All())
        {
            root.Add(option);
        }

        foreach (var verb in verbs)
        {
            root.Add(verb);
        }

        var version = root.Options.OfType<VersionOption>().Single();
        version.Action = new ShowVersion();
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        root.SetAction(parse => help.Action is HelpWithExamples action ? action.Invoke(parse) : ExitCodes.Usage);
        return root;
    }
}
