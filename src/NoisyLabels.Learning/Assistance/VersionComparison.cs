using System.Numerics.Tensors;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Assistance;

/// <summary>Whether a new version predicts labels at least as well as the one before it.</summary>
/// <param name="Labels">Labels that both were compared on.</param>
/// <param name="Difference">
/// Share of the labels that the new one predicts less the share that the old one does, −1 to 1.
/// </param>
/// <param name="Error">Standard error of the difference, from the differences label by label.</param>
/// <param name="IsNotWorse">True unless the new one is worse by more than one standard error.</param>
/// <param name="Text">The same in a sentence.</param>
public sealed record VersionComparison(int Labels, double Difference, double Error, bool IsNotWorse, string Text)
{
    /// <summary>
    /// Compares label by label which of the two predicts it. Likelihoods would not do: a wrong label that is confidently
    /// predicted otherwise costs the better version without limit, and a flatter version would win by its flatness.
    /// </summary>
    /// <param name="given">[N] labels of today; images with <see cref="PartialLabels.None"/> do not count.</param>
    /// <param name="before">
    /// [N, K] of the old version, out of fold: for labels that it had learned from, what it held out
    /// (<see cref="AssistedModel.Probabilities"/>); for labels given since, what its classifier says.
    /// </param>
    /// <param name="now">[N, K] of the new version, out of fold.</param>
    /// <exception cref="ArgumentException">Labels and probabilities do not fit each other.</exception>
    public static VersionComparison Compare(int[] given, FloatMatrix before, FloatMatrix now)
    {
        Require(before, given);
        Require(now, given);
        double[] differences =
        [
            .. given.Index().Where(g => g.Item != PartialLabels.None)
                .Select(g => (double)Agreement(now.Row(g.Index), g.Item) - Agreement(before.Row(g.Index), g.Item)),
        ];
        var (mean, error) = MeanWithError(differences);
        var isNotWorse = mean >= -error;
        var word = mean > error ? "better" : isNotWorse ? "about as good" : "worse";
        var text = FormattableString.Invariant(
            $"The new version is {word} on {differences.Length} labels that it did not see: {mean:+0.000;-0.000;0.000} ± {error:0.000}.");
        return new(differences.Length, mean, error, isNotWorse, text);
    }

    internal static void Require(FloatMatrix probabilities, int[] given)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(given);
        if (given.Length != probabilities.Rows
            || Array.Exists(given, label => label < PartialLabels.None || label >= probabilities.Columns))
        {
            throw new ArgumentException(
                $"{probabilities.Rows} labels from -1 (none) to {probabilities.Columns - 1} are needed.", nameof(given));
        }
    }

    internal static (double Mean, double Error) MeanWithError(IReadOnlyCollection<double> values)
    {
        if (values.Count < 2)
        {
            return (values.Count == 0 ? 0 : values.First(), 0);
        }

        var mean = values.Average();
        var variance = values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1);
        return (mean, Math.Sqrt(variance / values.Count));
    }

    private static int Agreement(ReadOnlySpan<float> probabilities, int given) =>
        TensorPrimitives.IndexOfMax(probabilities) == given ? 1 : 0;
}

/// <summary>How well labels are predicted that the predictor did not see.</summary>
/// <param name="Labels">n.</param>
/// <param name="Accuracy">Share of the labels that were predicted, 0 to 1.</param>
/// <param name="AccuracyError">Its standard error.</param>
public sealed record HeldOutScore(int Labels, double Accuracy, double AccuracyError)
{
    /// <summary>Scores probabilities on given labels.</summary>
    /// <param name="probabilities">[N, K], out of fold.</param>
    /// <param name="given">[N]; images with <see cref="PartialLabels.None"/> do not count.</param>
    /// <exception cref="ArgumentException">Labels and probabilities do not fit each other.</exception>
    public static HeldOutScore Of(FloatMatrix probabilities, int[] given)
    {
        VersionComparison.Require(probabilities, given);
        List<double> agreed = [];
        foreach (var (row, label) in given.Index().Where(g => g.Item != PartialLabels.None))
        {
            agreed.Add(TensorPrimitives.IndexOfMax<float>(probabilities.Row(row)) == label ? 1 : 0);
        }

        var (accuracy, error) = VersionComparison.MeanWithError(agreed);
        return new(agreed.Count, accuracy, error);
    }
}
