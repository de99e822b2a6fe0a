namespace NoisyLabels.Benchmarks.Experiments;

/// <summary>Rules that choose an epoch without knowing the truth.</summary>
internal static class StoppingRules
{
    private const int Window = 3;
    private const int Patience = 3;

    /// <summary>
    /// Label Wave (Yuan, Feng, Liu 2024): the first epoch at which the mean change of predictions over three epochs
    /// is lower than in the three after it; the last where there is none.
    /// </summary>
    public static int LabelWave(IReadOnlyList<WatchedEpoch> epochs)
    {
        var means = new double[epochs.Count];
        for (var e = 0; e < epochs.Count; e++)
        {
            means[e] = epochs.Take(e + 1).TakeLast(Window).Average(epoch => epoch.Changed);
        }

        for (var e = Window; e + Patience < epochs.Count; e++)
        {
            if (means[(e + 1)..(e + 1 + Patience)].All(later => later > means[e]))
            {
                return e;
            }
        }

        return epochs.Count - 1;
    }

    /// <summary>The epoch that agrees most with the noisy labels of images that were not learned.</summary>
    public static int NoisyValidation(IReadOnlyList<WatchedEpoch> epochs) =>
        epochs.Index().MaxBy(epoch => epoch.Item.HeldOutAgreement).Index;
}
