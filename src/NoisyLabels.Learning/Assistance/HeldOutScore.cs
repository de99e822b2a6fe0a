using System.Numerics.Tensors;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Assistance;

/// <summary>How well labels are predicted that the predictor did not see.</summary>
/// <param name="Labels">n.</param>
/// <param name="Accuracy">Share of the labels that were predicted, 0 to 1.</param>
/// <param name="AccuracyError">Its standard error.</param>
/// <param name="LogLikelihood">Mean log probability of the labels, at most 0.</param>
/// <param name="LogLikelihoodError">Its standard error.</param>
public sealed record HeldOutScore(
    int Labels, double Accuracy, double AccuracyError, double LogLikelihood, double LogLikelihoodError)
{
    /// <summary>Scores probabilities on given labels.</summary>
    /// <param name="probabilities">[N, K], out of sample.</param>
    /// <param name="given">[N]; images with <see cref="PartialLabels.None"/> do not count.</param>
    /// <exception cref="ArgumentException">Labels and probabilities do not fit each other.</exception>
    public static HeldOutScore Of(FloatMatrix probabilities, int[] given)
    {
        VersionComparison.Require(probabilities, given);
        List<double> agreed = [], logs = [];
        foreach (var (row, label) in given.Index().Where(g => g.Item != PartialLabels.None))
        {
            var p = probabilities.Row(row);
            agreed.Add(TensorPrimitives.IndexOfMax<float>(p) == label ? 1 : 0);
            logs.Add(Math.Log(Math.Max(p[label], 1e-7)));
        }

        var (accuracy, accuracyError) = VersionComparison.MeanWithError(agreed);
        var (likelihood, likelihoodError) = VersionComparison.MeanWithError(logs);
        return new(agreed.Count, accuracy, accuracyError, likelihood, likelihoodError);
    }
}
