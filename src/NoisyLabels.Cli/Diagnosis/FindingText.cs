using NoisyLabels.Cli.Terminal;

namespace NoisyLabels.Cli.Diagnosis;

/// <summary>Findings on a terminal: a line each, and below it what to do.</summary>
internal static class FindingText
{
    public static void Write(IReadOnlyList<Finding> findings, CliConsole.Stream output)
    {
        var width = findings.Count == 0 ? 0 : findings.Max(finding => finding.Subject.Length);
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
    }
}
