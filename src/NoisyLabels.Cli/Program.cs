using NoisyLabels.Cli;
using NoisyLabels.Cli.Commands;
using NoisyLabels.Cli.Terminal;
using NoisyLabels.Learning.Native;

using var interruption = new Interruption();
var console = CliConsole.OfThisProcess();
var code = await new CommandLine(console, Verbs.All(console)).RunAsync(args, interruption.Token);
if (console.IsWorkLeft)
{
    NativeProcess.Leave(code);
}

return code;
