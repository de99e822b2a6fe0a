using System.CommandLine;
using NoisyLabels.Cli.Connecting;
using NoisyLabels.Cli.Exporting;
using NoisyLabels.Cli.Importing;
using NoisyLabels.Cli.ServerApi;
using NoisyLabels.Cli.Terminal;
using NoisyLabels.Datasets.Corrections;

namespace NoisyLabels.Cli.Commands;

/// <summary>
/// Writes the corrected labels as one file for other tools. A verb of its own beside 'apply': it writes no image, so a
/// million labels take seconds and no room, and the file lies beside images that stay where they are.
/// </summary>
internal sealed class ExportCommand : Verb
{
    private const int WithProject = 1;
    private const int WithFile = 2;

    private readonly Argument<string[]> _paths = new("CORRECTIONS SRC")
    {
        Description =
            "CORRECTIONS: the folder of a run, or a corrections.json; left out with --project. SRC: the dataset that "
            + "they are about, as 'find' or 'import' got it.",
        Arity = new ArgumentArity(0, WithFile),
    };

    private readonly Option<string?> _format = new("--format")
    {
        Description = "csv, jsonl or parquet (file_name, label, given_label); imagefolder (the same as Hugging Face's "
            + "metadata.jsonl, .csv or .parquet); fiftyone (labels.json); label-studio (tasks with the labels as "
            + "annotations, and open suggestions as predictions). Else as --output is called, else csv.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "The file to write; else labels.csv, labels.jsonl, labels.parquet, metadata.jsonl, labels.json "
            + "or tasks.json in the current folder.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace the file if it is there." };

    private readonly Option<double> _threshold = CommonOptions.Share(
        "--threshold",
        0.5,
        "Take suggestions with at least this score. What a person decided is taken whatever its score.");

    private readonly Option<string?> _root = new("--document-root")
    {
        Description = "With label-studio: the folder that Label Studio serves; else LOCAL_FILES_DOCUMENT_ROOT, else "
            + "the one above the dataset.",
        HelpName = "DIR",
    };

    private readonly Option<string?> _prefix = new("--url-prefix")
    {
        Description = "With label-studio: the web address of the dataset's folder, in place of local files.",
        HelpName = "URL",
    };

    private readonly DatasetSettings _dataset = new();

    private readonly Option<bool> _dryRun = CommonOptions.DryRun("Say what would be exported, and write nothing.");

    private readonly ServerOptions _server = new();

    private readonly Option<string?> _labelStudio = new LabelStudioSettings().LabelStudio;

    public ExportCommand(CliConsole console)
        : base(
            console, "export", "Write the corrected labels of a dataset as a file for other tools, without its images.")
    {
        _format.AcceptOnlyFromAmong([.. ExportTarget.FormatNames]);
        Option[] options =
            [_format, _output, _overwrite, _threshold, .. _dataset.All, _root, _prefix, _dryRun, _labelStudio];
        Add(_paths);
        foreach (var option in options)
        {
            Add(option);
        }

        _server.AddTo(this, isRequired: false);
        Validators.Add(result =>
        {
            var isOfProject = result.GetValue(_server.Project) is not null;
            if (result.GetValue(_paths)?.Length != (isOfProject ? WithProject : WithFile))
            {
                result.AddError(
                    isOfProject
                        ? "With --project, the dataset is needed: noisylabels export --project ID SRC."
                        : "Two paths are needed: noisylabels export CORRECTIONS SRC.");
            }
        });
    }

    public override IReadOnlyList<(string CommandLine, string Remark)> Examples =>
        [
            (
                "noisylabels export photos-issues photos --format csv -o labels.csv",
                "A table; 'find' and 'import' read it."),
            (
                "noisylabels export photos-issues photos --format imagefolder -o photos/metadata.jsonl",
                "Beside the images, so that Hugging Face's imagefolder, and 'find photos', take these labels."),
            ("noisylabels export --project 5 photos --format fiftyone", "labels.json, with photos as its data_path."),
            ("noisylabels export photos-issues photos --format label-studio", "Tasks to import in Label Studio."),
        ];

    public override string InterruptedRemark => "Interrupted. Nothing was written.";

    protected override async Task<int> ExecuteAsync(ParseResult parse, Voice voice, CancellationToken token)
    {
        var paths = parse.GetRequiredValue(_paths);
        var target = ExportTarget.Of(parse.GetValue(_format), parse.GetValue(_output));
        OutputFile.RequireFree(target.File, parse.GetValue(_overwrite));
        using var access = parse.GetValue(_server.Project) is null
            ? null
            : LabelStudioAccess.Open(parse.GetValue(_labelStudio), voice.Console.Clock);
        var project = access is null ? null : await OfProjectAsync(parse, access, token);
        var corrections = project?.Corrections ?? CorrectionsFile.Read(paths[0]);
        var labels = await voice.WorkAsync(
            _ => CorrectedLabels.Of(corrections, paths[^1], OptionsOf(parse), token), token);
        var tasks = target.Format is ExportFormat.LabelStudio
            ? await TaskFile.OpenAsync(labels, project, access, MediaOf(parse, labels), token)
            : null;
        if (!parse.GetValue(_dryRun))
        {
            await OutputFile.WriteAsync(target.File, parse.GetValue(_overwrite), stream =>
            {
                if (tasks is not null)
                {
                    return tasks.Tasks.WriteAsync(stream, labels, token);
                }

                LabelWriter.Write(stream, target.Table, labels);
                return Task.CompletedTask;
            });
        }

        voice.Result(
            new { file = target.File, labels = labels.Items.Count, classes = labels.Classes, summary = labels.Summary },
            stream => new ExportText(labels, target, tasks).Write(stream));
        return ExitCodes.Done;
    }

    private ApplyOptions OptionsOf(ParseResult parse) => new()
    {
        Threshold = parse.GetValue(_threshold),
        DryRun = parse.GetValue(_dryRun),
        Dataset = _dataset.Options(parse),
    };

    private ImportOptions MediaOf(ParseResult parse, CorrectedLabels labels) => new()
    {
        Media = parse.GetValue(_prefix) is null ? MediaKind.Local : MediaKind.Urls,
        UrlPrefix = MediaStore.Prefix(parse.GetValue(_prefix)),
        DocumentRoot = parse.GetValue(_root)
            ?? Environment.GetEnvironmentVariable("LOCAL_FILES_DOCUMENT_ROOT")
            ?? Path.GetDirectoryName(labels.Root),
    };

    private async Task<ProjectCorrections> OfProjectAsync(
        ParseResult parse, LabelStudioAccess access, CancellationToken token)
    {
        using var server = _server.Open(parse);
        return await ProjectCorrections.ReadAsync(server.Client, access.Client, _server.Name(parse), token);
    }
}
