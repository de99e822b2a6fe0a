using System.CommandLine;
using NoisyLabels.Cli.Terminal;

namespace NoisyLabels.Cli.Commands;

/// <summary>The group of verbs about image encoders.</summary>
internal sealed class BackboneCommand : Command
{
    public BackboneCommand(CliConsole console)
        : base("backbone", "List, add and remove image encoders.")
    {
        Add(new BackboneListCommand(console));
        Add(new BackboneAddCommand(console));
        Add(new BackboneRemoveCommand(console));
    }
}
