using System.CommandLine;
using NoisyLabels.Cli.Connecting;
using NoisyLabels.Cli.Importing;
using NoisyLabels.Cli.Terminal;
using NoisyLabels.Datasets.Reading;

namespace NoisyLabels.Cli.Commands;

/// <summary>Brings a dataset with given labels into Label Studio.</summary>
internal sealed class ImportCommand : Verb
{
    private readonly Argument<string?> _input = new("DIR")
    {
        Description = DatasetSettings.Forms,
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _dataset = new("--dataset")
    {
        Description = "The same as DIR.",
        HelpName = "DIR",
    };

    private readonly LabelStudioSettings _settings = new();

    private readonly Option<string> _media = CommonOptions.OneOf(
        "--media", "How Label Studio gets the images", "upload", "local", "urls");

    private readonly Option<string?> _root = new("--document-root")
    {
        Description = "With --media local: the folder that Label Studio serves; else LOCAL_FILES_DOCUMENT_ROOT.",
        HelpName = "DIR",
    };

    private readonly Option<string?> _prefix = new("--url-prefix")
    {
        Description = "With --media urls: the web address of the dataset's folder.",
        HelpName = "URL",
    };

    private readonly Option<string?> _annotator = new("--annotator")
    {
        Description = "E-mail of the user whose annotations the given labels become; else the key's user.",
        HelpName = "EMAIL",
    };

    private readonly DatasetSettings _reading = new();

    private readonly Option<bool> _dryRun = CommonOptions.DryRun("Say what would be imported, and change nothing.");

    public ImportCommand(CliConsole console)
        : base(console, "import", "Bring a dataset with its given labels into a Label Studio project.")
    {
        Add(_input);
        Add(_dataset);
        _settings.AddTo(this, withBackend: false);
        foreach (var option in (Option[])[_media, _root, _prefix, _annotator, .. _reading.All, _dryRun])
        {
            Add(option);
        }

        Validators.Add(result =>
        {
            if (result.GetValue(_input) is null == result.GetValue(_dataset) is null)
            {
                result.AddError("Which dataset? Give its folder once: noisylabels import DIR.");
            }
            else if (!_settings.NamesProject(result))
            {
                result.AddError("Into which project? Give --title for a new one, or --project for its number.");
            }
        });
    }

    public override IReadOnlyList<(string CommandLine, string Remark)> Examples =>
        [
            (
                "noisylabels import photos --title \"photos\"",
                "Makes the project with the folder's classes, uploads the images; given labels become annotations."),
            (
                "noisylabels import /data/photos --title \"photos\" --media local --document-root /data",
                "Without copying: Label Studio shows the files of its own machine."),
            (
                "noisylabels import labels.csv --project 5 --media urls --url-prefix https://img.example.org/photos",
                "Images on a web server, into a project that exists."),
            (
                "noisylabels import project-3-at-2026-11-26.json --images photos --title \"photos again\"",
                "The labels of another project's export; its images are looked for in photos."),
        ];

    public override string InterruptedRemark =>
        "Interrupted. What is in the project stays; running the same command again goes on from there.";

    protected override async Task<int> ExecuteAsync(ParseResult parse, Voice voice, CancellationToken token)
    {
        var input = parse.GetValue(_input) ?? parse.GetRequiredValue(_dataset)!;
        var options = new ImportOptions
        {
            Project = _settings.Project(parse),
            Title = _settings.Title(parse),
            Media = Enum.Parse<MediaKind>(parse.GetRequiredValue(_media), ignoreCase: true),
            DocumentRoot = parse.GetValue(_root) ?? Environment.GetEnvironmentVariable("LOCAL_FILES_DOCUMENT_ROOT"),
            UrlPrefix = MediaStore.Prefix(parse.GetValue(_prefix)),
            Annotator = parse.GetValue(_annotator),
            DryRun = parse.GetValue(_dryRun),
        };
        var dataset = await voice.WorkAsync(_ => DatasetReader.Read(input, _reading.Options(parse)), token);
        using var access = LabelStudioAccess.Open(_settings.Address(parse), voice.Console.Clock);
        var importer = new Importer(access, options, voice.Console.Clock);
        var summary = await voice.FollowAsync(progress => importer.RunAsync(dataset, progress, token));
        voice.Result(summary, stream => ImportText.Write(summary, input, stream));
        return ExitCodes.Done;
    }
}
