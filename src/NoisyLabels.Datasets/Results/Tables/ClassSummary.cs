using NoisyLabels.Datasets.Tables;

namespace NoisyLabels.Datasets.Results.Tables;

/// <summary>
/// class_summary.csv: how each class fares, the noisiest first; Datalab's table of classes in snake_case, counted from
/// the flags.
/// </summary>
internal static class ClassSummary
{
    public static IReadOnlyList<string> Columns { get; } =
    [
        "class_name", "num_examples", "label_issues", "inverse_label_issues", "label_noise", "inverse_label_noise",
        "label_quality_score",
    ];

    public static void Write(Stream stream, RunOutcome outcome) =>
        CsvTable.Write(stream, Columns, Rows(outcome).Select(Cells));

    internal static IReadOnlyList<ClassSummaryRow> Rows(RunOutcome outcome)
    {
        var (items, detection, classes) = (outcome.Features.Items, outcome.Detection, outcome.Dataset.Classes);
        var (given, issues, inverse) = (new int[classes.Count], new int[classes.Count], new int[classes.Count]);
        for (var i = 0; i < items.Count; i++)
        {
            given[items[i].GivenLabel]++;
            if (detection.IsLabelIssue[i])
            {
                issues[items[i].GivenLabel]++;
                Count(inverse, detection.SuggestedLabel[i]);
            }
        }

        return
        [
            .. classes.Select((name, k) => new ClassSummaryRow(name, given[k], issues[k], inverse[k]))
                .OrderBy(row => row.LabelQualityScore ?? 2)
                .ThenBy(row => row.ClassName, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<string?> Cells(ClassSummaryRow row) =>
    [
        row.ClassName,
        CsvTable.Number(row.NumExamples),
        CsvTable.Number(row.LabelIssues),
        CsvTable.Number(row.InverseLabelIssues),
        CsvTable.Number(row.LabelNoise),
        CsvTable.Number(row.InverseLabelNoise),
        CsvTable.Number(row.LabelQualityScore),
    ];

    private static void Count(int[] counts, int label)
    {
        if (label >= 0)
        {
            counts[label]++;
        }
    }
}

/// <param name="NumExamples">Images with this given label.</param>
/// <param name="LabelIssues">Those of them that are flagged.</param>
/// <param name="InverseLabelIssues">Flagged images of other classes for which this class is suggested.</param>
internal sealed record ClassSummaryRow(string ClassName, int NumExamples, int LabelIssues, int InverseLabelIssues)
{
    /// <summary>P(true ≠ k | given = k) ≈ issues / examples; null for an empty class.</summary>
    public double? LabelNoise => Share(LabelIssues, NumExamples);

    /// <summary>P(given ≠ k | true = k) ≈ inverse / (examples - issues + inverse).</summary>
    public double? InverseLabelNoise => Share(InverseLabelIssues, NumExamples - LabelIssues + InverseLabelIssues);

    /// <summary>1 - label noise; high is good.</summary>
    public double? LabelQualityScore => 1 - LabelNoise;

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;
}
