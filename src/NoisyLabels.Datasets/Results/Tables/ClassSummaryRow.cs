namespace NoisyLabels.Datasets.Results.Tables;

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
