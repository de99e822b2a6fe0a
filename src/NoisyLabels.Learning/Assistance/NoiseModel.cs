using System.Numerics.Tensors;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Assistance;

/// <summary>
/// How scores become probabilities of the <b>true</b> class when the labels to fit them to are partly wrong: a label is
/// the true class with probability 1 − ε, and else any of the others. Without ε a single wrong label that is plain to
/// see would flatten all probabilities.
/// </summary>
/// <param name="Factor">t: p ∝ exp(t · score + β · log prior).</param>
/// <param name="Noise">ε, the share of wrong labels, a rough estimate.</param>
/// <param name="PriorShare">β, how far the frequencies of the given labels count.</param>
internal sealed record NoiseModel(double Factor, double Noise, double PriorShare)
{
    private static readonly double[] Noises = [0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4];
    private static readonly double[] Factors = [.. Enumerable.Range(-12, 29).Select(e => Math.Pow(2, e / 2.0))];

    /// <summary>The most likely one for the given labels.</summary>
    /// <param name="scores">[n, K] scores of the labelled images from what did not see their labels.</param>
    /// <param name="judges">Numbers of the labels to fit to.</param>
    /// <param name="logPrior">[K] log frequencies; null where they do not count.</param>
    /// <param name="usual">The factor that is expected; a hundred labels outweigh it.</param>
    public static NoiseModel Fit(
        FloatMatrix scores, LabelledRows labelled, int[] judges, float[]? logPrior, double usual)
    {
        double[] shares = logPrior is null ? [0] : [0, 0.5, 1];
        (double Factor, double Share)[] grid = [.. Factors.SelectMany(f => shares.Select(s => (f * usual, s)))];
        var fits = new (double Likelihood, double Noise)[grid.Length];
        Parallel.For(0, grid.Length, g =>
            fits[g] = Likelihood(scores, labelled, judges, logPrior, grid[g].Factor, grid[g].Share, usual));
        var best = Array.IndexOf(fits, fits.MaxBy(f => f.Likelihood));
        return new(grid[best].Factor, fits[best].Noise, grid[best].Share);
    }

    /// <summary>log q of each class into <paramref name="target"/>.</summary>
    public void LogProbabilities(ReadOnlySpan<float> scores, float[]? logPrior, Span<float> target) =>
        LogSoftmax(scores, logPrior, Factor, PriorShare, target);

    /// <summary>P(label is right | its class has probability q): (1 − ε)q / ((1 − ε)q + ε(1 − q)/(K − 1)).</summary>
    public double Right(double q, int classes)
    {
        var right = (1 - Noise) * q;
        return right / (right + Noise * (1 - q) / Math.Max(classes - 1, 1) + 1e-300);
    }

    // Σ_i w_i log( (1 − ε) q_i + ε (1 − q_i) / (K − 1) )  +  log ε + 4 log(1 − ε)  −  ½ log²(t / usual)
    private static (double Likelihood, double Noise) Likelihood(
        FloatMatrix scores,
        LabelledRows labelled,
        int[] judges,
        float[]? logPrior,
        double factor,
        double share,
        double usual)
    {
        var classes = labelled.Classes;
        var sums = Array.ConvertAll(Noises, e => Math.Log(e) + 4 * Math.Log(1 - e));
        var row = new float[classes];
        foreach (var i in judges)
        {
            LogSoftmax(scores.Row(i), logPrior, factor, share, row);
            var q = Math.Exp(row[labelled.Given[i]]);
            for (var e = 0; e < Noises.Length; e++)
            {
                var noise = labelled.Trusted[i] ? 0 : Noises[e];
                var p = (1 - noise) * q + noise * (1 - q) / Math.Max(classes - 1, 1);
                sums[e] += labelled.Weight[i] * Math.Log(Math.Max(p, 1e-12));
            }
        }

        // With as much noise as chance has it, a label would say nothing.
        var possible = Noises.Count(e => e < 0.9 * (classes - 1) / classes);
        var best = Array.IndexOf(sums, sums[..possible].Max());
        return (sums[best] - Math.Pow(Math.Log(factor / usual), 2) / 2, Noises[best]);
    }

    private static void LogSoftmax(
        ReadOnlySpan<float> scores, float[]? logPrior, double factor, double share, Span<float> target)
    {
        TensorPrimitives.Multiply(scores, (float)factor, target);
        if (logPrior is not null && share > 0)
        {
            TensorPrimitives.MultiplyAdd(logPrior, (float)share, target, target);
        }

        TensorPrimitives.Subtract(target, TensorPrimitives.Max<float>(target), target);
        var sum = 0.0;
        foreach (var value in target)
        {
            sum += Math.Exp(value);
        }

        TensorPrimitives.Subtract(target, (float)Math.Log(sum), target);
    }
}

/// <summary>The last step from pooled scores to probabilities.</summary>
/// <param name="Model">Factor and share of the prior.</param>
/// <param name="LogPrior">[K] log frequencies of the learned classes among the labels.</param>
/// <param name="Doubt">Share that is spread over the learned classes.</param>
internal sealed record Calibration(NoiseModel Model, float[] LogPrior, float Doubt)
{
    // p = (1 − d) · softmax(t · x + β · log prior) + d / K
    /// <param name="row">[K] pooled log probabilities, replaced by probabilities.</param>
    public void Apply(Span<float> row)
    {
        Model.LogProbabilities(row, LogPrior, row);
        TensorPrimitives.Exp(row, row);
        TensorPrimitives.Multiply(row, 1 - Doubt, row);
        TensorPrimitives.Add(row, Doubt / row.Length, row);
    }
}
