using NoisyLabels.Datasets.Corrections;

namespace NoisyLabels.Datasets.Results;

/// <summary>Names of the files in a run's folder.</summary>
public static class RunFiles
{
    public const string IssuesCsv = "issues.csv";
    public const string IssuesParquet = "issues.parquet";
    public const string IssuesJsonLines = "issues.jsonl";
    public const string Corrections = CorrectionsFile.ArraysName;
    public const string VersionedCorrections = CorrectionsFile.VersionedName;
    public const string PredProbs = "pred_probs.npy";
    public const string Features = "features.npy";
    public const string Classes = "classes.txt";
    public const string ClassSummary = "class_summary.csv";
    public const string NoiseTransition = "noise_transition.csv";
    public const string Manifest = "manifest.csv";
    public const string Run = "run.json";
    public const string Schema = "schema.json";

    /// <summary>The report that the command line adds; not written by the library.</summary>
    public const string Report = "report.html";
}
