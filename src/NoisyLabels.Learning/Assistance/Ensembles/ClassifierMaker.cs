using static TorchSharp.torch;

namespace NoisyLabels.Learning.Assistance.Ensembles;

/// <summary>
/// Folds the heads of an ensemble into one linear part a view: each row's normalisers cancel in a logarithmic pool, so that
/// the sum of the scores, each times its factor, is all that is left.
/// </summary>
internal static class ClassifierMaker
{
    /// <param name="classes">[K] names.</param>
    /// <param name="present">The classes that were learned.</param>
    public static Classifier Make(
        ClassifierBackbone backbone,
        int columns,
        IReadOnlyList<string> classes,
        int[] present,
        IReadOnlyList<SemiSupervisedMember> members,
        SemiSupervisedEnsemble ensemble)
    {
        using var scope = NewDisposeScope();

        // The graph knows nothing of images that are not in it: the others take its share.
        (LinearMember Member, double Factor, double Weight)[] heads =
        [
            .. members.Index()
                .Where(m => m.Item is LinearMember && ensemble.Weights[m.Index] > 0)
                .Select(m => ((LinearMember)m.Item, ensemble.FactorOf(m.Index), ensemble.Weights[m.Index])),
        ];
        var share = heads.Sum(head => head.Weight);
        var offset = zeros(present.Length);
        List<LinearPart> parts = [];
        foreach (var group in heads.GroupBy(head => head.Member.Linear.View, ReferenceEqualityComparer.Instance))
        {
            var view = (FeatureView)group.Key!;
            var sum = zeros(view.Basis.Variances.shape[0], present.Length);
            foreach (var (member, factor, _) in group)
            {
                sum.add_(member.Linear.Coefficients, alpha: factor / share);
                offset.add_(member.Linear.Offset, alpha: factor / share);
            }

            // [K, D] = ([D, R] · [R, K])ᵀ
            var weights = view.Basis.Axes!.mm(sum).t().contiguous();
            parts.Add(new(view.Scale, weights.data<float>().ToArray()));
        }

        return new(
            backbone,
            columns,
            classes,
            present,
            parts,
            offset.data<float>().ToArray(),
            ensemble.Calibration);
    }
}
