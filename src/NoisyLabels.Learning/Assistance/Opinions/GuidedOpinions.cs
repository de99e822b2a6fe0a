using NoisyLabels.Learning.Assistance.Spreading;
using NoisyLabels.Learning.Neighbors;
using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Assistance.Opinions;

/// <summary>
/// The opinions that use the images without a label too: labels spread over the graph, and heads on what was spread.
/// For each fold of the labels all of it is done again without them, so that no image is judged with its own label.
/// </summary>
internal sealed class GuidedOpinions
{
    /// <summary>Up to so many labels, each is a fold of its own.</summary>
    private const int MostLeftOutAlone = 20;

    private const double UsualFactor = 8;

    private readonly ImageSpace _space;
    private readonly LabelledRows _labelled;
    private readonly LabelFlow _flow;
    private readonly LabelDoubt? _doubt;
    private readonly int[] _fold;
    private readonly int _folds;
    private readonly FloatMatrix[] _heldOut;

    public GuidedOpinions(ImageSpace space, LabelledRows labelled, int seed)
    {
        (_space, _labelled) = (space, labelled);
        _flow = LabelFlow.Of(space, labelled);
        _doubt = _flow is InfluenceFlow influence ? new LabelDoubt(influence, labelled) : null;
        _folds = labelled.Count <= MostLeftOutAlone
            ? labelled.Count
            : LabelSpreading.FoldCount(space.Weights.Edges, labelled.Classes, LabelFlow.Options);
        _fold = labelled.Count <= MostLeftOutAlone
            ? [.. Enumerable.Range(0, labelled.Count)]
            : StratifiedFolds.Assign(labelled.Given, labelled.Classes, _folds, seed);
        _heldOut = [.. Enumerable.Range(0, 1 + space.Views.Count).Select(_ => new FloatMatrix(labelled.Count, labelled.Classes))];
    }

    public List<Opinion> Make(IProgress<WorkProgress>? progress, CancellationToken cancellation)
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
        List<Opinion> opinions = [new GraphOpinion("neighbours", _heldOut[0], UsualFactor, before[0], spread)];
        foreach (var (v, view) in _space.Views.Index())
        {
            opinions.Add(new LinearOpinion(
                $"{view.Name}, guided", _heldOut[v + 1], UsualFactor, before[v + 1], GuidedHead.Fit(view, targets)));
        }

        return opinions;
    }

    private void HoldOut(int fold)
    {
        int[] members = [.. Enumerable.Range(0, _labelled.Count).Where(i => _fold[i] == fold)];
        if (members is [])
        {
            return;
        }

        var spread = Spread(fold);
        foreach (var i in members)
        {
            var source = spread.Row(_labelled.Rows[i]);
            var target = _heldOut[0].Row(i);
            for (var k = 0; k < target.Length; k++)
            {
                target[k] = MathF.Log(MathF.Max(source[k], GraphOpinion.Nothing));
            }
        }

        EqualMass.Sharpen(spread);
        foreach (var (v, view) in _space.Views.Index())
        {
            using var scope = NewDisposeScope();
            using var head = GuidedHead.Fit(view, spread);
            var scores = head.Of(Array.ConvertAll(members, i => _labelled.Rows[i])).data<float>().ToArray();
            for (var m = 0; m < members.Length; m++)
            {
                scores.AsSpan(m * _labelled.Classes, _labelled.Classes).CopyTo(_heldOut[v + 1].Row(members[m]));
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
