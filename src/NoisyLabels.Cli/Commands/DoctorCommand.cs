using System.CommandLine;
using NoisyLabels.Cli.Connecting;
using NoisyLabels.Cli.Diagnosis;
using NoisyLabels.Cli.Terminal;

namespace NoisyLabels.Cli.Commands;

/// <summary>Looks at everything that a run needs, and says what to do where it is not as it should be.</summary>
internal sealed class DoctorCommand : Verb
{
    private readonly LabelStudioSettings _settings = new();

    public DoctorCommand(CliConsole console)
        : base(console, "doctor", "Check that everything that a run, or Label Studio, needs is there and works.")
    {
        _settings.AddTo(this, withBackend: true);
        Validators.Add(result =>
        {
            if (_settings.NamesProject(result) && result.GetValue(_settings.LabelStudio) is null)
            {
                result.AddError("Of which Label Studio? Give its address with --label-studio.");
            }
        });
    }

    public override IReadOnlyList<(string CommandLine, string Remark)> Examples =>
        [
            ("noisylabels doctor", "This machine: libraries, backbones, folders."),
            (
                "noisylabels doctor --label-studio http://localhost:8080 --project 5",
                "The way between Label Studio and the server, in both directions; nothing is changed."),
        ];

    protected override async Task<int> ExecuteAsync(ParseResult parse, Voice voice, CancellationToken token)
    {
        if (_settings.Address(parse) is not { } address)
        {
            var findings = await voice.WorkAsync(progress => Checkup.Run(progress, token), token);
            return Show(
                voice,
                findings,
                "Everything that a run needs is there.",
                "Runs will not work before the lines that begin with 'fail' are put right.");
        }

        var options = _settings.Connect(parse, changesNothing: true);
        using var access = LabelStudioAccess.Open(address, voice.Console.Clock);
        var connector = new Connector(access, options, voice.Console.Clock);
        var report = await voice.FollowAsync(progress => connector.RunAsync(progress, token));
        return Show(
            voice,
            report.Findings,
            report.LeftUndone == 0
                ? "All is well between Label Studio and the server."
                : "Nothing is broken; 'noisylabels connect' does the rest.",
            "Labels will not be learned before the lines that begin with 'fail' are put right.");
    }

    private static int Show(Voice voice, IReadOnlyList<Finding> findings, string well, string unwell)
    {
        var isFit = findings.All(finding => finding.Verdict != Verdict.Fail);
        voice.Result(
            new { ok = isFit, findings },
            stream =>
            {
                FindingText.Write(findings, stream);
                stream.WriteLine(isFit ? well : unwell);
            });
        return isFit ? ExitCodes.Done : ExitCodes.Failed;
    }
}
