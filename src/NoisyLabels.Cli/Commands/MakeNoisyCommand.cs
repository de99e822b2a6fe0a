using System.CommandLine;
using NoisyLabels.Cli.Terminal;
using NoisyLabels.Datasets.Examples;
using NoisyLabels.Datasets.Examples.Noise;

namespace NoisyLabels.Cli.Commands;

/// <summary>Makes a user's own dataset noisy, so that the program can be tried where the truth is known.</summary>
internal sealed class MakeNoisyCommand : Verb
{
    private static readonly NoiseOptions Usual = new();

    private readonly Argument<string> _source = new("SRC")
    {
        Description = "A folder of CLASS/image files; it is only read.",
    };

    private readonly Argument<string> _target = new("DST")
    {
        Description = "The folder to write; it must be empty or new.",
    };

    private readonly Option<double> _rate = CommonOptions.Share(
        "--rate",
        Usual.Rate,
        "Share of the images that get a wrong label.");

    private readonly Option<string> _kind = CommonOptions.OneOf(
        "--kind", "Any other class, the next class, or what the picture resembles", "symmetric", "pair", "instance");

    private readonly Option<int> _seed = CommonOptions.Seed("Another seed, other labels.");

    private readonly Option<bool> _dryRun = CommonOptions.DryRun("Say what would be done, and write nothing.");

    public MakeNoisyCommand(CliConsole console)
        : base(
            console,
            "make-noisy",
            "Copy a dataset and give some of its images wrong labels, with the truth beside it.")
    {
        Add(_source);
        Add(_target);
        foreach (var option in new Option[] { _rate, _kind, _seed, _dryRun })
        {
            Add(option);
        }
    }

    public override IReadOnlyList<(string CommandLine, string Remark)> Examples =>
        [
            (
                "noisylabels example make-noisy photos noisy --rate 0.2",
                "One label in five is wrong; noisy/truth.csv has the right ones."),
            (
                "noisylabels evaluate noisy-issues --truth noisy/truth.csv",
                "After 'noisylabels find noisy': how many of them were found."),
        ];

    protected override async Task<int> ExecuteAsync(ParseResult parse, Voice voice, CancellationToken token)
    {
        var (source, target) = (parse.GetRequiredValue(_source), parse.GetRequiredValue(_target));
        var options = new NoiseOptions
        {
            Rate = parse.GetValue(_rate),
            Kind = Enum.Parse<NoiseKind>(parse.GetRequiredValue(_kind), ignoreCase: true),
            Seed = parse.GetValue(_seed),
            DryRun = parse.GetValue(_dryRun),
        };
        var noise = await voice.WorkAsync(progress => NoiseMaker.Make(source, target, options, progress, token), token);
        voice.Result(
            new
            {
                noise.Folder,
                noise.Classes,
                Images = noise.Truth.Count,
                noise.WrongLabels,
                noise.Unread,
                noise.LeftOut,
                options.DryRun,
            },
            stream => Write(noise, target, options.DryRun, stream));
        return ExitCodes.Done;
    }

    private static void Write(NoiseSummary noise, string target, bool isDryRun, CliConsole.Stream output)
    {
        output.WriteLine(
            $"{noise.WrongLabels:N0} of {noise.Truth.Count:N0} images "
            + $"{(isDryRun ? "would get" : "got")} a wrong label");
        foreach (var image in noise.Unread.Concat(noise.LeftOut))
        {
            output.WriteLine($"  {PlainText.Visible(image.FileName)}: {PlainText.Visible(image.Reason)}");
        }

        output.WriteLine(isDryRun
            ? $"Nothing was written. Without --dry-run this goes to {PlainText.Visible(target)}/"
            : $"Written to {PlainText.Visible(target)}/; truth.csv has the right labels");
        if (!isDryRun)
        {
            output.WriteLine();
            output.WriteLine("Next:");
            output.WriteLine($"  {ProgramName.Text} find {PlainText.ForShell(target)}");
        }
    }
}
