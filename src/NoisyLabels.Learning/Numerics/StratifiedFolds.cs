namespace NoisyLabels.Learning.Numerics;

/// <summary>Deals the images of each class evenly over folds.</summary>
internal static class StratifiedFolds
{
    /// <returns>[N] fold of each image, 0 to <paramref name="folds"/> − 1.</returns>
    public static int[] Assign(int[] given, int classes, int folds, int seed)
    {
        var order = Enumerable.Range(0, given.Length).ToArray();
        new Random(seed).Shuffle(order);
        var dealt = new int[classes];
        var result = new int[given.Length];
        foreach (var image in order)
        {
            // Each class starts at another fold, so that classes with few images do not all leave the last ones empty.
            result[image] = (given[image] + dealt[given[image]]++) % folds;
        }

        return result;
    }
}
