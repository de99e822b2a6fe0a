
namespace NoisyLabels.Cli.Diagnosis;

/// <summary>All checks, in the order in which one thing builds on another.</summary>
internal static class Checkup
{
    private static readonly Func<IEnumerable<Finding>>[] Checks =
    [
        SystemChecks.Versions,
        SystemChecks.Processors,
        SystemChecks.Memory,
        FolderChecks.All,
        NativeChecks.Torch,
        NativeChecks.Gpu,
        BackboneChecks.All,
    ];

    public static IReadOnlyList<Finding> Run(IProgress<WorkProgress> progress, CancellationToken token)
    {
        var findings = new List<Finding>();
        foreach (var (index, check) in Checks.Index())
        {
            token.ThrowIfCancellationRequested();
            findings.AddRange(check());
            progress.Report(new WorkProgress("checks", index + 1, Checks.Length, "checks"));
        }

        return findings;
    }
}
