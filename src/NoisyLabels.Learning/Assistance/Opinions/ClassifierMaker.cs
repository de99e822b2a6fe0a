using static TorchSharp.torch;

namespace NoisyLabels.Learning.Assistance.Opinions;

/// <summary>
/// Folds the heads of a pool into one linear part a view: in a logarithmic pool each row's normalisers cancel, so that
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
        IReadOnlyList<Opinion> opinions,
        PooledOpinions pool)
    {
        using var scope = NewDisposeScope();

        // The graph has no opinion of images that are not in it: the others take its share.
        (LinearOpinion Opinion, double Factor, double Weight)[] heads =
        [
            .. opinions.Index()
                .Where(o => o.Item is LinearOpinion && pool.Weights[o.Index] > 0)
                .Select(o => ((LinearOpinion)o.Item, pool.FactorOf(o.Index), pool.Weights[o.Index])),
        ];
        var share = heads.Sum(head => head.Weight);
        var offset = zeros(present.Length);
        List<LinearPart> parts = [];
        foreach (var group in heads.GroupBy(head => head.Opinion.Linear.View, ReferenceEqualityComparer.Instance))
        {
            var view = (FeatureView)group.Key!;
            var sum = zeros(view.Basis.Variances.shape[0], present.Length);
            foreach (var (opinion, factor, _) in group)
            {
                sum.add_(opinion.Linear.Coefficients, alpha: factor / share);
                offset.add_(opinion.Linear.Offset, alpha: factor / share);
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
            new ClassifierCalibration(pool.Model, pool.LogPrior, pool.Doubt));
    }
}
