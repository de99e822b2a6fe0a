using System.CommandLine;
using NoisyLabels.Cli.Terminal;
using NoisyLabels.Learning.Backbones;

namespace NoisyLabels.Cli.Commands;

internal sealed class BackboneRemoveCommand : Verb
{
    private readonly Argument<string> _name = new("NAME") { Description = "A name of 'noisylabels backbone list'." };

    public BackboneRemoveCommand(CliConsole console)
        : base(console, "remove", "Delete an image encoder that was added here.") => Add(_name);

    protected override Task<int> ExecuteAsync(ParseResult parse, Voice voice, CancellationToken token)
    {
        var name = parse.GetRequiredValue(_name);
        new BackboneCatalog(BackboneOptions.FromEnvironment()).Remove(name);
        voice.Result(new { removed = name }, stream => stream.WriteLine($"Removed {name}."));
        return Task.FromResult(ExitCodes.Done);
    }
}
