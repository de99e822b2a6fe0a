using System.CommandLine;
using NoisyLabels.Cli.Diagnosis;
using NoisyLabels.Cli.Terminal;

namespace NoisyLabels.Cli.Commands;

/// <summary>Looks at everything that a run needs, and says what to do where it is not as it should be.</summary>
internal sealed class DoctorCommand(CliConsole console)
    : Verb(console, "doctor", "Check that everything that a run needs is there and works.")
{
    protected override async Task<int> ExecuteAsync(ParseResult parse, Voice voice, CancellationToken token)
    {
        var findings = await voice.WorkAsync(progress => Checkup.Run(progress, token), token);
        var isFit = findings.All(finding => finding.Verdict != Verdict.Fail);
        voice.Result(new { ok = isFit, findings }, stream => Write(findings, isFit, stream));
        return isFit ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static void Write(IReadOnlyList<Finding> findings, bool isFit, CliConsole.Stream output)
    {
        var width = findings.Max(finding => finding.Subject.Length);
        foreach (var finding in findings)
        {
            var verdict = finding.Verdict.ToString().ToLowerInvariant();
            output.WriteLine($"{verdict,-5} {finding.Subject.PadRight(width)}  {PlainText.Visible(finding.Detail)}");
            if (finding.Remedy is not null)
            {
                output.WriteLine($"{"",-5} {"".PadRight(width)}  → {PlainText.Visible(finding.Remedy)}");
            }
        }

        output.WriteLine();
        output.WriteLine(
            isFit
                ? "Everything that a run needs is there."
                : "Runs will not work before the lines that begin with 'fail' are put right.");
    }
}
