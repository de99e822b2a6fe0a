using System.CommandLine;
using NoisyLabels.Cli.Terminal;
using NoisyLabels.Learning.Backbones;

namespace NoisyLabels.Cli.Commands;

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
