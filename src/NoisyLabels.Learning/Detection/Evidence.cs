namespace NoisyLabels.Learning.Detection;

/// <summary>Whether the images say anything about their labels: without that, no label may be called wrong.</summary>
internal static class Evidence
{
    /// <summary>Standard errors by which predictions must agree with given labels more often than chance.</summary>
    private const double NeededStandardErrors = 3;

    /// <summary>A class with fewer images says too little about what belongs to it.</summary>
    public const int LeastImagesOfClass = 5;

    /// <summary>
    /// True where out-of-sample predictions agree with the given labels clearly more often than independent draws
    /// would:
    /// (a − c) / √(c(1 − c)/N) ≥ 3, with c = Σ_k P(given = k) · P(predicted = k).
    /// </summary>
    public static bool IsThere(int[] predicted, int[] given, int classes)
    {
        var n = (double)given.Length;
        var (givenCounts, predictedCounts, agreed) = (new int[classes], new int[classes], 0);
        for (var i = 0; i < given.Length; i++)
        {
            givenCounts[given[i]]++;
            predictedCounts[predicted[i]]++;
            agreed += given[i] == predicted[i] ? 1 : 0;
        }

        var chance = givenCounts.Zip(predictedCounts, (g, p) => g / n * (p / n)).Sum();
        return agreed / n - chance >= NeededStandardErrors * Math.Sqrt(Math.Max(chance * (1 - chance), 1e-12) / n);
    }
}
