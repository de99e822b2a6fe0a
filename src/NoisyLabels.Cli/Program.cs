using NoisyLabels.Cli;
using NoisyLabels.Cli.Commands;
using NoisyLabels.Cli.Terminal;

using var interruption = new Interruption();
var console = CliConsole.OfThisProcess();
return await new CommandLine(console, Verbs.All(console)).RunAsync(args, interruption.Token);
