using System.CommandLine;
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
        "predecessor");

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "The file to write; else stdout.",
        HelpName = "FILE",
    };

    public CorrectionsCommand(CliConsole console)
        : base(console, "corrections", "Show or save the labels of a project that are likely wrong.")
    {
        _server.AddTo(this, isRequired: true);
        Add(_format);
        Add(_output);
    }

    public override IReadOnlyList<(string CommandLine, string Remark)> Examples =>
        [
            ("noisylabels corrections --project 5", "The twenty that are most likely wrong."),
            ("noisylabels corrections --project 5 --format csv -o corrections.csv", "All of them."),
            (
                "noisylabels corrections --project 5 --format predecessor -o corrections.json",
                "Four lists, for scripts that read those."),
        ];

    protected override async Task<int> ExecuteAsync(ParseResult parse, Voice voice, CancellationToken token)
    {
        using var server = _server.Open(parse);
        var project = _server.Name(parse);
        var format = voice.IsJson ? "json" : parse.GetRequiredValue(_format);
        if (parse.GetValue(_output) is { } file)
        {
            var partial = $"{file}.{Guid.NewGuid():N}.tmp";
            try
            {
                await using (var stream = File.Create(partial))
                {
                    await WriteAsync(server, project, format is "table" ? "csv" : format, stream, token);
                }

                File.Move(partial, file, overwrite: true);
            }
            finally
            {
                File.Delete(partial);
            }

            voice.Remark($"Written to {PlainText.Visible(file)}");
        }
        else if (format is "table")
        {
            await ShowAsync(server, project, voice, token);
        }
        else
        {
            using var copy = new MemoryStream();
            await WriteAsync(server, project, format, copy, token);
            voice.Console.Output.WriteLine(System.Text.Encoding.UTF8.GetString(copy.ToArray()).TrimEnd('\n'));
        }

        return ExitCodes.Done;
    }

    private static async Task WriteAsync(
        ServerAccess server, ProjectName project, string format, Stream stream, CancellationToken token)
    {
        if (format is "json")
        {
            var items = await CorrectionPage.AllAsync(server, project, "", token).ToListAsync(token);
            await using var writer = new StreamWriter(stream, leaveOpen: true);
            await writer.WriteLineAsync(JsonOutput.Of(new { project = project.ToString(), items }));
            return;
        }

        await server.CopyAsync(
            format is "csv"
                ? $"{project.Path}/corrections.csv"
                : $"corrections.json?project={project.Instance}/{project.Number}",
            stream,
            token);
    }

    private static async Task ShowAsync(
        ServerAccess server, ProjectName project, Voice voice, CancellationToken token)
    {
        var page = await server.GetAsync<CorrectionPage>(
            $"{project.Path}/corrections?only_issues=true&limit={MostRows}", token);
        if (page.Items.Count == 0)
        {
            voice.Console.Output.WriteLine(
                page.ModelVersion is null
                    ? $"There is no model yet: run 'noisylabels train --project {project}'."
                    : $"{page.ModelVersion} takes no label for wrong.");
            return;
        }

        var table = new TextTable(">Task", "Given", "Suggested", ">Sure", ">Quality", "Decision");
        foreach (var item in page.Items)
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
