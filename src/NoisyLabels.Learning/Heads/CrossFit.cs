using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Heads;

/// <summary>
/// Out-of-fold probabilities of plain softmax heads: each fold is predicted by a head fitted on the others.
/// </summary>
internal static class CrossFit
{
    public const int Folds = 5;

    /// <param name="features">[N, all columns].</param>
    /// <param name="columns">Which of them to use.</param>
    /// <returns>[N, K].</returns>
    public static FloatMatrix PredictProbabilities(
        FloatMatrix features,
        IReadOnlyList<ColumnRange> columns,
        int[] given,
        int classes,
        int seed,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        var x = ScaledFeatures.Of(features, columns);
        var labels = tensor(given, ScalarType.Int64);
        var fold = StratifiedFolds.Assign(given, classes, Folds, seed);
        var result = new FloatMatrix(given.Length, classes);
        for (var f = 0; f < Folds; f++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new("learning", f, Folds, "folds"));
            PredictFold(x, labels, Rows(fold, i => i != f), Rows(fold, i => i == f), result);
        }

        return result;
    }

    private static void PredictFold(Tensor x, Tensor labels, long[] fitted, long[] predicted, FloatMatrix result)
    {
        if (predicted.Length == 0)
        {
            return;
        }

        if (fitted.Length == 0)
        {
            // All images are in one fold, as there are only a few: nothing is known about any of them.
            result.Values.AsSpan().Fill(1f / result.Columns);
            return;
        }

        using var scope = NewDisposeScope();
        var train = tensor(fitted);
        var head = SoftmaxHead.Fit(x.index_select(0, train), labels.index_select(0, train), result.Columns);
        var probabilities = head.Probabilities(x.index_select(0, tensor(predicted))).data<float>().ToArray();
        for (var i = 0; i < predicted.Length; i++)
        {
            probabilities.AsSpan(i * result.Columns, result.Columns).CopyTo(result.Row((int)predicted[i]));
        }
    }

    private static long[] Rows(int[] fold, Predicate<int> wanted) =>
        [.. fold.Index().Where(f => wanted(f.Item)).Select(f => (long)f.Index)];
}
