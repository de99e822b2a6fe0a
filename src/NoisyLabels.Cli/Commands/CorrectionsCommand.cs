using System.CommandLine;
using NoisyLabels.Cli.Exporting;
using NoisyLabels.Cli.Serving;
using NoisyLabels.Cli.Terminal;

namespace NoisyLabels.Cli.Commands;

/// <summary>The labels of a project as its model judges them.</summary>
internal sealed class CorrectionsCommand : Verb
{
    private const int MostRows = 20;

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
        Description = "Only those about which nobody has decided.",
    };

    private readonly Option<int?> _top = new("--top")
    {
        Description = $"Only the worst N; the table shows {MostRows} when nothing is said, a file all.",
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
                result.AddError("The predecessor's lists hold every image; take another --format to narrow them.");
            }
            else if (result.GetValue(_format) is "parquet" && result.GetValue(_output) is null)
            {
                result.AddError("Parquet is nothing to look at: name a file with --output.");
            }
        });
    }

    public override IReadOnlyList<(string CommandLine, string Remark)> Examples =>
        [
            ("noisylabels corrections --project 5", "The twenty that are most likely wrong."),
            ("noisylabels corrections --project 5 --format csv -o corrections.csv", "All of them."),
            (
                "noisylabels corrections --project 5 --only-issues --only-open --format parquet -o open.parquet",
                "What is left to decide."),
            (
                "noisylabels corrections --project 5 --format predecessor -o corrections.json",
                "Four lists, for scripts that read those."),
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
                WriteAsync(server, project, format is "table" ? "csv" : format, query, stream, token));
            voice.Remark($"Written to {PlainText.Visible(file)}");
        }
        else if (format is "table")
        {
            await ShowAsync(server, project, query, voice, token);
        }
        else
        {
            using var copy = new MemoryStream();
            await WriteAsync(server, project, format, query, copy, token);
            voice.Console.Output.WriteLine(System.Text.Encoding.UTF8.GetString(copy.ToArray()).TrimEnd('\n'));
        }

        return ExitCodes.Done;
    }

    private Query QueryOf(ParseResult parse, string format)
    {
        var isTable = format is "table" && parse.GetValue(_output) is null;
        return new Query(
            isTable || parse.GetValue(_onlyIssues),
            parse.GetValue(_onlyOpen),
            parse.GetValue(_top) ?? (isTable ? MostRows : null));
    }

    private static async Task WriteAsync(
        ServerAccess server, ProjectName project, string format, Query query, Stream stream, CancellationToken token)
    {
        if (format is "json")
        {
            var items = await query.ItemsAsync(server, project, token).ToListAsync(token);
            await using var writer = new StreamWriter(stream, leaveOpen: true);
            await writer.WriteLineAsync(JsonOutput.Of(new { project = project.ToString(), items }));
            return;
        }

        await server.CopyAsync(
            format is "predecessor"
                ? $"corrections.json?project={project.Instance}/{project.Number}"
                : $"{project.Path}/corrections.{format}?{query.Text}{(query.Top is { } most ? $"limit={most}" : "")}",
            stream,
            token);
    }

    private static async Task ShowAsync(
        ServerAccess server, ProjectName project, Query query, Voice voice, CancellationToken token)
    {
        var items = await query.ItemsAsync(server, project, token).ToListAsync(token);
        if (items.Count == 0)
        {
            var page = await server.GetAsync<CorrectionPage>($"{project.Path}/corrections?limit=1", token);
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

    /// <param name="Top">Most rows; null for all.</param>
    private sealed record Query(bool OnlyIssues, bool OnlyOpen, int? Top)
    {
        /// <summary>What is asked for, as the server takes it; ends with &amp; or is empty.</summary>
        public string Text => (OnlyIssues ? "only_issues=true&" : "") + (OnlyOpen ? "only_open=true&" : "");

        public IAsyncEnumerable<CorrectionItem> ItemsAsync(
            ServerAccess server, ProjectName project, CancellationToken token)
        {
            var most = Top ?? int.MaxValue;
            return CorrectionPage.AllAsync(server, project, Text, token, most).Take(most);
        }
    }
}
