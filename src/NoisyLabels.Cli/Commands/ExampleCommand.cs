using System.CommandLine;
using NoisyLabels.Cli.Terminal;
using NoisyLabels.Datasets.Examples;

namespace NoisyLabels.Cli.Commands;

/// <summary>Draws a dataset with wrong labels and known truth, for trying things out.</summary>
internal sealed class ExampleCommand : Verb
{
    private static readonly ExampleOptions Usual = new();

    private readonly Argument<string?> _folder = new("DIR")
    {
        Description = "The folder to write; it must be empty or new.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<int> _images = CommonOptions.Count("--images", Usual.Images, "How many images to draw.");

    private readonly Option<double> _rate = CommonOptions.Share(
        "--rate",
        Usual.NoiseRate,
        "Share of the images that get a wrong label.");

    private readonly Option<double> _difficulty = CommonOptions.Share(
        "--difficulty", Usual.Difficulty, "How hard the images are; the hard ones are those that get wrong labels.");

    private readonly Option<int> _size = CommonOptions.Count("--size", Usual.Size, "Side of the images in pixels.");

    private readonly Option<int> _seed = CommonOptions.Seed("Another seed, other images.");

    private readonly Option<bool> _dryRun = CommonOptions.DryRun("Say what would be drawn, and write nothing.");

    public ExampleCommand(CliConsole console)
        : base(console, "example", "Draw a dataset with wrong labels, and the truth beside it.")
    {
        Add(new MakeNoisyCommand(console));
        Add(_folder);
        foreach (var option in new Option[] { _images, _rate, _difficulty, _size, _seed, _dryRun })
        {
            Add(option);
        }

        Validators.Add(result =>
        {
            if (result.GetValue(_folder) is null
                && !result.Children.OfType<System.CommandLine.Parsing.CommandResult>().Any())
            {
                result.AddError("A folder to write is missing: noisylabels example DIR.");
            }
        });
    }

    public override IReadOnlyList<(string CommandLine, string Remark)> Examples =>
        [
            (
                "noisylabels example drawn",
                "600 images in eight classes, 15 % of them with a wrong label; drawn/truth.csv has the right ones."),
            ("noisylabels example drawn --images 5000 --rate 0.4 --seed 7", "More of everything."),
            ("noisylabels example make-noisy photos noisy --rate 0.2", "A copy of your own dataset with wrong labels."),
        ];

    protected override async Task<int> ExecuteAsync(ParseResult parse, Voice voice, CancellationToken token)
    {
        var folder = parse.GetRequiredValue(_folder)!;
        var options = new ExampleOptions
        {
            Images = parse.GetValue(_images),
            NoiseRate = parse.GetValue(_rate),
            Difficulty = parse.GetValue(_difficulty),
            Size = parse.GetValue(_size),
            Seed = parse.GetValue(_seed),
            DryRun = parse.GetValue(_dryRun),
        };
        var example = await voice.WorkAsync(progress => ExampleDataset.Write(folder, options, progress, token), token);
        voice.Result(
            new { example.Folder, example.Classes, Images = example.Truth.Count, example.WrongLabels, options.DryRun },
            stream => Write(example, folder, options.DryRun, stream));
        return ExitCodes.Done;
    }

    private static void Write(ExampleSummary example, string folder, bool isDryRun, CliConsole.Stream output)
    {
        var verb = isDryRun ? "Would draw" : "Drew";
        output.WriteLine(
            $"{verb} {example.Truth.Count:N0} images of {string.Join(", ", example.Classes)}; "
            + $"{example.WrongLabels:N0} have a wrong label");
        if (!isDryRun)
        {
            var path = PlainText.ForShell(folder);
            output.WriteLine($"Written to {PlainText.Visible(folder)}/; truth.csv has the right labels");
            output.WriteLine();
            output.WriteLine("Next:");
            output.WriteLine($"  {ProgramName.Text} find {path}");
        }
    }
}
