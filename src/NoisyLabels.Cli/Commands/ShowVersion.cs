using System.CommandLine;
using System.CommandLine.Invocation;

namespace NoisyLabels.Cli.Commands;

internal sealed class ShowVersion : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine($"noisylabels {ProductVersion.Text}");
        return ExitCodes.Done;
    }
}
