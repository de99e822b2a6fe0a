using NoisyLabels.Learning.Ensembles;
using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Assistance.Ensembles;

/// <summary>
/// A ridge head on the labelled images alone, with a penalty chosen by the labels: what wins once there are many.
/// </summary>
internal static class LabelledHead
{
    /// <returns>[n, K] held-out log probabilities, and the same head for any image.</returns>
    public static (FloatMatrix HeldOut, LinearScores Scores, double Penalty) Fit(
        FeatureView view, LabelledRows labelled, int[] judges)
    {
        using var scope = NewDisposeScope();
        var rows = view.Basis.Projections.index_select(0, tensor(Array.ConvertAll(labelled.Rows, row => (long)row)));
        var centre = rows.mean([0]);
        var trust = labelled.AllTeachFully ? null : labelled.Weight;
        using var head = new HeadMember(view.Name, rows.sub(centre), labelled.Given, labelled.Classes, trust, keepAxes: true);
        var judging = tensor(Array.ConvertAll(judges, i => (long)i));
        head.Calibrate(judging, tensor(Array.ConvertAll(judges, i => (long)labelled.Given[i])));

        var heldOut = head.LogProbabilities(arange(labelled.Count, ScalarType.Int64)).contiguous();
        var (coefficients, offset) = head.Linear();
        var shifted = offset.sub(centre.unsqueeze(0).mm(coefficients).squeeze(0));
        return (
            new(labelled.Count, labelled.Classes, heldOut.data<float>().ToArray()),
            new(
                view,
                coefficients.mul(head.Factor).DetachFromDisposeScope(),
                shifted.mul(head.Factor).DetachFromDisposeScope()),
            head.Penalty);
    }
}
