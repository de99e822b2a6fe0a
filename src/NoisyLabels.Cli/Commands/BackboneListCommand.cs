using System.CommandLine;
using NoisyLabels.Cli.Terminal;
using NoisyLabels.Learning.Backbones;

namespace NoisyLabels.Cli.Commands;

internal sealed class BackboneListCommand(CliConsole console)
    : Verb(console, "list", "Show the image encoders that --backbone takes by name.")
{
    protected override Task<int> ExecuteAsync(ParseResult parse, Voice voice, CancellationToken token)
    {
        var backbones = new BackboneCatalog(BackboneOptions.FromEnvironment()).List();
        voice.Result(new { backbones }, stream => Write(backbones, stream));
        return Task.FromResult(ExitCodes.Done);
    }

    private static void Write(IReadOnlyList<BackboneEntry> backbones, CliConsole.Stream output)
    {
        var table = new TextTable("Name", ">Pixels", ">Features", "Licence", "Remark");
        foreach (var backbone in backbones)
        {
            var remark = backbone.Problem ?? (backbone.IsDefault ? "the default" : backbone.Path);
            table.Add(
                backbone.Name,
                $"{backbone.Size}",
                $"{backbone.Dimension}",
                backbone.License ?? "not stated",
                remark);
        }

        table.Show(output);
    }
}
