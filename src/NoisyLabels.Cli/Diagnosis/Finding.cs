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
