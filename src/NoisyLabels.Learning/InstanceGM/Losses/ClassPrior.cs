namespace NoisyLabels.Learning.InstanceGM.Losses;

/// <summary>
/// π, how the labels are spread over the classes; sums to 1, none is 0. Taken from the given labels and not from
/// predictions: a network that falls for one class would pull its own penalty after it.
/// </summary>
internal static class ClassPrior
{
    /// <summary>Images added to each class, so that an empty one does not make the loss infinite.</summary>
    private const double Smoothing = 1;

    public static float[] Uniform(int classes)
    {
        var prior = new float[classes];
        Array.Fill(prior, 1f / classes);
        return prior;
    }

    // π_k = (n_k + s) / (N + s K)
    public static float[] Of(int[] given, int classes)
    {
        var counts = new double[classes];
        Array.ForEach(given, label => counts[label]++);
        return Array.ConvertAll(counts, n => (float)((n + Smoothing) / (given.Length + Smoothing * classes)));
    }
}
