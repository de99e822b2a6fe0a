using NoisyLabels.Learning.Assistance.Spreading;
using NoisyLabels.Learning.Neighbors;
using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Assistance.Ensembles;

/// <summary>
/// Fits the members that use the images without a label too: labels spread over the graph, and heads on what was spread.
/// Each fold of the labels is left out once and all is done again, so that no image is judged with its own label.
/// </summary>
internal sealed class GuidedMembers
{
    /// <summary>Up to this many labels, each is a fold of its own.</summary>
    private const int MaxLeftOutAlone = 20;

    private const double UsualFactor = 8;

    private readonly ImageSpace _space;
    private readonly LabelledRows _labelled;
    private readonly LabelFlow _flow;
    private readonly LabelDoubt? _doubt;
    private readonly int[] _fold;
    private readonly int _folds;
    private readonly FloatMatrix[] _heldOut;

    public GuidedMembers(ImageSpace space, LabelledRows labelled, int seed)
    {
        (_space, _labelled) = (space, labelled);
        _flow = LabelFlow.Create(space, labelled);
        _doubt = _flow is InfluenceFlow influence ? new LabelDoubt(influence, labelled) : null;
        _folds = labelled.Count <= MaxLeftOutAlone
            ? labelled.Count
            : LabelSpreading.FoldCount(space.Weights.Edges, labelled.Classes, LabelFlow.Options);
        _fold = labelled.Count <= MaxLeftOutAlone
            ? [.. Enumerable.Range(0, labelled.Count)]
            : StratifiedFolds.Assign(labelled.Given, labelled.Classes, _folds, seed);
        _heldOut = [.. Enumerable.Range(0, 1 + space.Views.Count).Select(_ => new FloatMatrix(labelled.Count, labelled.Classes))];
    }

    public List<SemiSupervisedMember> Fit(IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        for (var f = 0; f < _folds; f++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new("learning", f, _folds + 1, "folds"));
            HoldOut(f);
        }

        cancellation.ThrowIfCancellationRequested();
        progress?.Report(new("learning", _folds, _folds + 1, "folds"));
        var spread = Spread(hidden: -1);
        var targets = SoftLabels(spread);

        // Where there are inner stages, heads on all stages are the best of the three on every set that was tried.
        double[] before = _space.Views.Count > 1 ? [1 / 6.0, 1 / 6.0, 4 / 6.0] : [1 / 4.0, 3 / 4.0];
        List<SemiSupervisedMember> members = [new SpreadMember("neighbours", _heldOut[0], UsualFactor, before[0], spread)];
        foreach (var (v, view) in _space.Views.Index())
        {
            members.Add(new LinearMember(
                $"{view.Name}, guided", _heldOut[v + 1], UsualFactor, before[v + 1], GuidedHead.Fit(view, targets)));
        }

        return members;
    }

    private void HoldOut(int fold)
    {
        int[] hidden = [.. Enumerable.Range(0, _labelled.Count).Where(i => _fold[i] == fold)];
        if (hidden is [])
        {
            return;
        }

        var spread = Spread(fold);
        foreach (var i in hidden)
        {
            var source = spread.Row(_labelled.Rows[i]);
            var target = _heldOut[0].Row(i);
            for (var k = 0; k < target.Length; k++)
            {
                target[k] = MathF.Log(MathF.Max(source[k], SpreadMember.Nothing));
            }
        }

        EqualMass.Sharpen(spread);
        foreach (var (v, view) in _space.Views.Index())
        {
            using var scope = NewDisposeScope();
            using var head = GuidedHead.Fit(view, spread);
            var scores = head.Predict(Array.ConvertAll(hidden, i => _labelled.Rows[i])).data<float>().ToArray();
            for (var m = 0; m < hidden.Length; m++)
            {
                scores.AsSpan(m * _labelled.Classes, _labelled.Classes).CopyTo(_heldOut[v + 1].Row(hidden[m]));
            }
        }
    }

    private FloatMatrix Spread(int hidden)
    {
        float[] weights = [.. _labelled.Weight.Select((weight, i) => _fold[i] == hidden ? 0 : weight)];
        var spread = _flow.Spread(_doubt?.Apply(weights) ?? weights);
        EqualMass.Apply(spread);
        return spread;
    }

    private static FloatMatrix SoftLabels(FloatMatrix spread)
    {
        var copy = new FloatMatrix(spread.Rows, spread.Columns, [.. spread.Values]);
        EqualMass.Sharpen(copy);
        return copy;
    }
}

/// <summary>
/// A ridge head on <b>all</b> images, taught by the labels that spread to them: it takes from the graph what the images
/// have in common, and smooths over its errors.
/// </summary>
internal static class GuidedHead
{
    /// <summary>
    /// λ. With a target for each image it hardly matters: from a half to two, results are within half a percent.
    /// </summary>
    private const double Penalty = 1;

    /// <summary>Rows whose products are added up at once.</summary>
    private const int ChunkRows = 8192;

    // C = diag(1 / (N(s + λ))) · Uᵀ(Y − μ),   μ = mean of Y
    /// <param name="targets">[N, K] soft labels.</param>
    public static LinearScores Fit(FeatureView view, FloatMatrix targets)
    {
        using var scope = NewDisposeScope();
        var basis = view.Basis;
        var moments = zeros(basis.Variances.shape[0], targets.Columns);
        var (sums, projected) = (zeros(targets.Columns), zeros(basis.Variances.shape[0]));
        for (var first = 0; first < targets.Rows; first += ChunkRows)
        {
            using var chunk = NewDisposeScope();
            var count = Math.Min(ChunkRows, targets.Rows - first);
            var rows = basis.Projections.narrow(0, first, count);
            var y = tensor(
                targets.Values.AsMemory(first * targets.Columns, count * targets.Columns), [count, targets.Columns]);
            moments.add_(rows.t().mm(y));
            sums.add_(y.sum(0));
            projected.add_(rows.sum(0));
        }

        var mean = sums.div_(targets.Rows);
        var shrinkage = basis.Variances.add(Penalty).mul_(targets.Rows).reciprocal_().unsqueeze(1);
        var coefficients = moments.sub_(projected.outer(mean)).mul_(shrinkage);
        return new(view, coefficients.DetachFromDisposeScope(), mean.DetachFromDisposeScope());
    }
}
