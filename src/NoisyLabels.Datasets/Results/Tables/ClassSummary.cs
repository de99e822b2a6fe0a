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
