using System.CommandLine;
using NoisyLabels.Cli.Exporting;
using NoisyLabels.Cli.Terminal;
using NoisyLabels.Contracts.Api;

namespace NoisyLabels.Cli.Commands;

/// <summary>The labels of a project as its model judges them.</summary>
internal sealed class CorrectionsCommand : Verb
{
    private const int MaxTableRows = 20;

    private readonly ServerOptions _server = new();

    private readonly Option<string> _format = CommonOptions.OneOf(
        "--format",
        "The worst ones as a table, or all of them in a file's format",
        "table",
        "json",
        "csv",
        "parquet",
        "predecessor");

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "The file to write; else stdout.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _onlyIssues = new("--only-issues")
    {
        Description = "Only labels that are likely wrong; the table shows no others.",
    };

    private readonly Option<bool> _onlyOpen = new("--only-open")
    {
        Description = "Only labels about which nobody has decided.",
    };

    private readonly Option<int?> _top = new("--top")
    {
        Description = $"Only the worst N; without it, the table shows {MaxTableRows} and a file has all.",
        HelpName = "N",
    };

    public CorrectionsCommand(CliConsole console)
        : base(console, "corrections", "Show or save the labels of a project that are likely wrong.")
    {
        _server.AddTo(this, isRequired: true);
        foreach (var option in new Option[] { _format, _output, _onlyIssues, _onlyOpen, _top })
        {
            Add(option);
        }

        Validators.Add(result =>
        {
            var isNarrowed =
                result.GetValue(_onlyIssues) || result.GetValue(_onlyOpen) || result.GetValue(_top) is not null;
            if (result.GetValue(_top) < 1)
            {
                result.AddError("--top must be at least 1.");
            }
            else if (result.GetValue(_format) is "predecessor" && isNarrowed)
            {
                result.AddError("The predecessor's lists hold every image; choose another --format to narrow them.");
            }
            else if (result.GetValue(_format) is "parquet" && result.GetValue(_output) is null)
            {
                result.AddError("Parquet is no text for a terminal: name a file with --output.");
            }
        });
    }

    public override IReadOnlyList<(string CommandLine, string Remark)> Examples =>
        [
            ("noisylabels corrections --project 5", "The twenty labels that are most likely wrong."),
            ("noisylabels corrections --project 5 --format csv -o corrections.csv", "All labels, as a table."),
            (
                "noisylabels corrections --project 5 --only-issues --only-open --format parquet -o open.parquet",
                "What is left to decide."),
            (
                "noisylabels corrections --project 5 --format predecessor -o corrections.json",
                "Four lists, for scripts that read the predecessor's file."),
        ];

    protected override async Task<int> ExecuteAsync(ParseResult parse, Voice voice, CancellationToken token)
    {
        using var server = _server.Open(parse);
        var project = _server.Name(parse);
        var format = voice.IsJson ? "json" : parse.GetRequiredValue(_format);
        var query = QueryOf(parse, format);
        if (parse.GetValue(_output) is { } file)
        {
            await OutputFile.WriteAsync(file, overwrite: true, stream =>
                WriteAsync(server.Client, project, format is "table" ? "csv" : format, query, stream, token));
            voice.Remark($"Written to {PlainText.Visible(file)}");
        }
        else if (format is "table")
        {
            await ShowAsync(server.Client, project, query, voice, token);
        }
        else
        {
            using var copy = new MemoryStream();
            await WriteAsync(server.Client, project, format, query, copy, token);
            voice.Console.Output.WriteLine(System.Text.Encoding.UTF8.GetString(copy.ToArray()).TrimEnd('\n'));
        }

        return ExitCodes.Done;
    }

    private CorrectionQuery QueryOf(ParseResult parse, string format)
    {
        var isTable = format is "table" && parse.GetValue(_output) is null;
        return new CorrectionQuery
        {
            OnlyIssues = isTable || parse.GetValue(_onlyIssues),
            OnlyOpen = parse.GetValue(_onlyOpen),
            Limit = parse.GetValue(_top) ?? (isTable ? MaxTableRows : null),
        };
    }

    private static async Task WriteAsync(
        NoisyLabelsClient server,
        ProjectName project,
        string format,
        CorrectionQuery query,
        Stream stream,
        CancellationToken token)
    {
        if (format is "json")
        {
            var items = await server.ListCorrectionsAsync(project, query, token).ToListAsync(token);
            await using var writer = new StreamWriter(stream, leaveOpen: true);
            await writer.WriteLineAsync(JsonOutput.Of(new { project = project.ToString(), items }));
            return;
        }

        var kind = Enum.Parse<CorrectionFormat>(format, ignoreCase: true);
        await server.DownloadCorrectionsAsync(project, kind, query, stream, token);
    }

    private static async Task ShowAsync(
        NoisyLabelsClient server, ProjectName project, CorrectionQuery query, Voice voice, CancellationToken token)
    {
        var items = await server.ListCorrectionsAsync(project, query, token).ToListAsync(token);
        if (items.Count == 0)
        {
            var worst = new CorrectionQuery { Limit = 1 };
            var page = await server.GetCorrectionsAsync(project, worst, cancellation: token);
            voice.Console.Output.WriteLine(
                page.ModelVersion is null
                    ? $"There is no model yet: run 'noisylabels train --project {project}'."
                    : query.OnlyOpen
                        ? $"Nothing is left to decide about what {page.ModelVersion} takes for wrong."
                        : $"{page.ModelVersion} takes no label for wrong.");
            return;
        }

        var table = new TextTable(">Task", "Given", "Suggested", ">Sure", ">Quality", "Decision");
        foreach (var item in items)
        {
            table.Add(
                $"{item.LabelStudioTaskId}",
                item.GivenLabel,
                item.SuggestedLabel ?? "",
                $"{item.SuggestedLabelConfidence:0.00}",
                $"{item.LabelQuality:0.00}",
                item.CorrectedLabel is { } label ? $"{item.ReviewState}: {label}" : item.ReviewState ?? "");
        }

        table.Show(voice.Console.Output);
    }
}
