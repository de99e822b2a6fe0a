namespace NoisyLabels.Datasets.Evaluation;

/// <summary>What a method said about N images, and the truth; classes are numbers from 0.</summary>
public sealed record EvaluationInput
{
    /// <summary>[N] probability that the given label is right, 0 to 1; high is good. Its order is the
    /// ranking.</summary>
    public required double[] LabelQuality { get; init; }

    /// <summary>[N] true where the given label is reported as wrong.</summary>
    public required bool[] IsLabelIssue { get; init; }

    /// <summary>[N] the label that the image came with.</summary>
    public required int[] GivenLabel { get; init; }

    /// <summary>[N] best class other than the given one; -1 where there is none.</summary>
    public required int[] SuggestedLabel { get; init; }

    /// <summary>[N] the right label.</summary>
    public required int[] TrueLabel { get; init; }

    /// <summary>[N] the label after correction; null: flagged images get their suggestion, the others keep their
    /// label.</summary>
    public int[]? CorrectedLabel { get; init; }

    internal int Corrected(int image) =>
        CorrectedLabel is not null ? CorrectedLabel[image]
        : IsLabelIssue[image] && SuggestedLabel[image] >= 0 ? SuggestedLabel[image]
        : GivenLabel[image];

    /// <exception cref="ArgumentException">The arrays differ in length, or a quality is not from 0 to 1.</exception>
    internal void RequireConsistent()
    {
        var images = TrueLabel.Length;
        int[] lengths =
        [
            LabelQuality.Length, IsLabelIssue.Length, GivenLabel.Length, SuggestedLabel.Length,
            CorrectedLabel?.Length ?? images,
        ];
        if (lengths.Any(length => length != images))
        {
            throw new ArgumentException($"{images} true labels, but {string.Join(", ", lengths)} other values.");
        }

        if (Array.FindIndex(LabelQuality, quality => quality is not (>= 0 and <= 1)) is >= 0 and var wrong)
        {
            throw new ArgumentException($"Label quality {LabelQuality[wrong]} of image {wrong} is not from 0 to 1.");
        }
    }
}
