using NoisyLabels.Learning.Assistance;
using NoisyLabels.Learning.Assistance.Spreading;
using NoisyLabels.Learning.Heads;
using static TorchSharp.torch;

namespace NoisyLabels.Benchmarks.Assistance;

/// <summary>What others would do with the same labels: heads on the labelled images, or labels spread plainly.</summary>
internal static class PlainHeads
{
    /// <summary>Weight decay per mean loss of the head on spread labels, as in the sketch that is to be beaten.</summary>
    private const double SketchDecay = 0.06;

    /// <summary>Multinomial logistic regression as it comes, C = 1, on the final features.</summary>
    public static int[] Softmax(ImageSpace space, int[] given, int classes)
    {
        using var scope = NewDisposeScope();
        var x = ScaledFeatures.Of(space.Features, space.FinalColumns);
        var (rows, labels) = Labelled(given);
        return Best(SoftmaxHead.Fit(x.index_select(0, rows), labels, classes).Probabilities(x));
    }

    /// <summary>
    /// Ridge regressions on the labelled images, on the final features and on all; with the penalty that is best by the
    /// truth, which a user could not choose.
    /// </summary>
    public static double BestRidge(ImageSpace space, int[] given, int classes, Func<int[], double> accuracy)
    {
        using var scope = NewDisposeScope();
        var (rows, labels) = Labelled(given);
        int[] taught = [.. labels.data<long>().Select(label => (int)label)];
        List<double> accuracies = [];
        foreach (var view in space.Views)
        {
            var centre = view.Basis.Projections.index_select(0, rows).mean([0]);
            using var basis = RidgeBasis.Fit(view.Basis.Projections.index_select(0, rows).sub(centre), keepAxes: true);
            using var head = new RidgeHead(basis, taught, classes);
            var turned = view.Basis.Projections.sub(centre).mm(basis.Axes!);
            foreach (var power in Enumerable.Range(-5, 15))
            {
                using var each = NewDisposeScope();
                head.SetPenalty(Math.Pow(2, power));
                accuracies.Add(accuracy(Best(turned.mm(head.Coefficients).add(head.Offset))));
            }
        }

        return accuracies.Max();
    }

    /// <summary>
    /// Labels spread over the graph, columns made equal; and a softmax head on their squares. The sketch of the data's
    /// description, from which the product set out.
    /// </summary>
    public static (int[] Spread, int[] Head) Sketch(ImageSpace space, int[] given, IReadOnlyList<string> classes)
    {
        using var scope = NewDisposeScope();
        var labelled = LabelledRows.Of(new PartialLabels(given, classes));
        var flown = new DirectFlow(space, labelled).Spread(labelled.Weight);
        EqualMass.Apply(flown);
        var spread = tensor(flown.Values, [flown.Rows, flown.Columns]);
        var squares = spread.pow(2);
        var targets = squares.div(squares.sum(1, keepdim: true).clamp_min(1e-30));
        var x = ScaledFeatures.Of(space.Features, space.FinalColumns);
        var head = SoftmaxHead.Fit(x, targets, 1 / (SketchDecay * x.shape[0]));
        return (Best(spread), Best(head.Probabilities(x)));
    }

    private static (Tensor Rows, Tensor Labels) Labelled(int[] given)
    {
        var labelled = LabelledRows.Of(new PartialLabels(given, [.. given.Distinct().Select(g => $"{g}"), ""]));
        return (tensor(Array.ConvertAll(labelled.Rows, row => (long)row)), tensor(Array.ConvertAll(labelled.Given, g => (long)g)));
    }

    private static int[] Best(Tensor scores) => Array.ConvertAll(scores.argmax(1).data<long>().ToArray(), k => (int)k);
}
