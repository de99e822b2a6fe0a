using System.CommandLine;
using NoisyLabels.Cli.Connecting;
using NoisyLabels.Cli.Diagnosis;
using NoisyLabels.Cli.Terminal;

namespace NoisyLabels.Cli.Commands;

/// <summary>Connects a Label Studio project with our server, and says what is in the way.</summary>
internal sealed class ConnectCommand : Verb
{
    private readonly LabelStudioSettings _settings = new();

    private readonly Option<bool> _dryRun = CommonOptions.DryRun("Say what would be done, and change nothing.");

    public ConnectCommand(CliConsole console)
        : base(console, "connect", "Connect a Label Studio project with the server, and check both directions.")
    {
        _settings.AddTo(this, withBackend: true);
        Add(_dryRun);
        Validators.Add(result =>
        {
            if (!_settings.NamesProject(result))
            {
                result.AddError("Which project? Give its number with --project, or its title with --title.");
            }
        });
    }

    public override IReadOnlyList<(string CommandLine, string Remark)> Examples =>
        [
            (
                "noisylabels connect --project 5 --label-studio http://localhost:8080",
                "Registers the backend, its webhook, and what shows predictions; running it again changes nothing."),
            (
                "noisylabels connect --title \"cats and dogs\" --backend http://noisylabels.internal:9090",
                "From within Docker compose: the host's name needs a dot."),
            ("noisylabels connect --project 5 --dry-run", "Only what would be done."),
        ];

    public override string InterruptedRemark => "Interrupted; run it again to finish, it registers nothing twice.";

    protected override async Task<int> ExecuteAsync(ParseResult parse, Voice voice, CancellationToken token)
    {
        var isDryRun = parse.GetValue(_dryRun);
        var options = _settings.Connect(parse, isDryRun);
        using var access = LabelStudioAccess.Open(_settings.Address(parse), voice.Console.Clock);
        var connector = new Connector(access, options, voice.Console.Clock);
        var report = await voice.FollowAsync(progress => connector.RunAsync(progress, token));
        var isConnected = report is { IsFit: true, Row: not null, Webhook: not null };
        voice.Result(
            new
            {
                ok = report.IsFit && (isConnected || isDryRun),
                project = report.Project?.Uid.Id,
                backend = report.Row?.Id,
                webhook = report.Webhook?.Id,
                dryRun = isDryRun,
                report.Findings,
            },
            stream => Write(report, isConnected, isDryRun, stream));
        return report.IsFit && (isConnected || isDryRun) ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static void Write(ConnectReport report, bool isConnected, bool isDryRun, CliConsole.Stream output)
    {
        FindingText.Write(report.Findings, output);
        output.WriteLine(
            !report.IsFit
                ? "Not connected as it should be: put right the lines that begin with 'fail', and run this again."
            : isDryRun ? $"Nothing was changed; {Amount.Of(report.LeftUndone, "thing")} would be."
            : isConnected
                ? $"Project {report.Project!.Uid.Id} is connected. Label on: it learns from 20 labels in two classes."
            : "Not connected.");
    }
}
