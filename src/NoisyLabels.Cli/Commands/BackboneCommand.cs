using System.CommandLine;
using NoisyLabels.Cli.Terminal;
using NoisyLabels.Learning.Backbones;

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

internal sealed class BackboneAddCommand : Verb
{
    private readonly Argument<string> _source = new("FILE|URL")
    {
        Description = "An ONNX file, or the .json that describes one, on disk or under http(s).",
    };

    public BackboneAddCommand(CliConsole console)
        : base(console, "add", "Add an image encoder: check it, run it once, and keep a copy.") => Add(_source);

    public override IReadOnlyList<(string CommandLine, string Remark)> Examples =>
    [
        ("noisylabels backbone add efficientnet-lite0.json", "The description and the ONNX file that it names."),
        ("noisylabels backbone add https://example.org/encoder.onnx", "Downloaded once; runs need no network."),
    ];

    protected override async Task<int> ExecuteAsync(ParseResult parse, Voice voice, CancellationToken token)
    {
        var catalog = new BackboneCatalog(BackboneOptions.FromEnvironment());
        var source = parse.GetRequiredValue(_source);
        var backbone = await voice.WorkAsync(progress => catalog.Add(source, progress, token), token);
        voice.Warn(backbone.Notes);
        voice.Result(
            new
            {
                backbone.Name,
                backbone.ModelPath,
                backbone.Sha256,
                backbone.Dimension,
                backbone.License,
                backbone.Notes,
            },
            stream =>
                stream.WriteLine(
                    $"Added {backbone.Name}, {backbone.Dimension:N0} features. "
                    + $"Use it with --backbone {backbone.Name}."));
        return ExitCodes.Done;
    }
}

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
