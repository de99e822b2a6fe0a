using NoisyLabels.Cli.Terminal;

namespace NoisyLabels.Cli.Diagnosis;

/// <summary>What a check found.</summary>
/// <param name="Subject">What was looked at.</param>
/// <param name="Verdict">How it is.</param>
/// <param name="Detail">What was seen.</param>
/// <param name="Remedy">What to do; null where nothing is to be done.</param>
internal sealed record Finding(string Subject, Verdict Verdict, string Detail, string? Remedy = null)
{
    public static Finding Ok(string subject, string detail) => new(subject, Verdict.Ok, detail);

    public static Finding Warn(string subject, string detail, string remedy) =>
        new(subject, Verdict.Warn, detail, remedy);

    public static Finding Fail(string subject, string detail, string remedy) =>
        new(subject, Verdict.Fail, detail, remedy);
}

internal enum Verdict
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Runs work, but something is worth a look.</summary>
    Warn,

    /// <summary>Runs do not work.</summary>
    Fail,
}

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
