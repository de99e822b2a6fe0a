using NoisyLabels.Learning.Heads;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Detection.Experts;

/// <summary>
/// One source of out-of-sample class probabilities, computed for the rows that are asked for and never kept.
/// </summary>
internal abstract class Expert(string name) : IDisposable
{
    /// <summary>No probability of a single expert counts as less than this, so that none can veto the others.</summary>
    private const float LeastProbability = 1e-6f;

    public string Name { get; } = name;

    /// <summary>Factor on the scores; fitted to the given labels by <see cref="Calibrate"/>.</summary>
    public double Factor { get; protected set; } = 1;

    /// <summary>Fits what the expert has to choose from the given labels themselves.</summary>
    /// <param name="rows">[n] rows to judge by, int64.</param>
    /// <param name="given">[n] their given labels, int64.</param>
    public virtual void Calibrate(Tensor rows, Tensor given)
    {
        using var scope = NewDisposeScope();
        Factor = Temperature.Fit(Scores(rows), given);
    }

    /// <summary>log p of each class, at least log 10⁻⁶; [n, K] in the current dispose scope.</summary>
    public Tensor LogProbabilities(Tensor rows)
    {
        using var scope = NewDisposeScope();
        return Calibrated(Scores(rows)).MoveToOuterDisposeScope();
    }

    public abstract void Dispose();

    /// <summary>[n, K], each row from what did not see that row's given label; a tensor that the caller may change.</summary>
    protected abstract Tensor Scores(Tensor rows);

    /// <summary>The same as log probabilities, with <see cref="Factor"/>; changes its argument.</summary>
    protected Tensor Calibrated(Tensor scores) =>
        nn.functional.log_softmax(scores.mul_(Factor), dim: 1).clamp_min_(Math.Log(LeastProbability));
}
