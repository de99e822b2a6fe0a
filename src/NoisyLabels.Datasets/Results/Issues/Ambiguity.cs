namespace NoisyLabels.Datasets.Results.Issues;

/// <summary>
/// Tells images that lie between two classes from those that the model knows, and from those it knows nothing of.
/// </summary>
internal static class Ambiguity
{
    public const string Description =
        "Two classes are nearly equally probable: with p1 >= p2 the two highest probabilities, "
        + "p2 >= 0.75 p1 and p1 + p2 >= 0.6.";

    private const double MinRatio = 0.75;
    private const double MinTogether = 0.6;

    public static bool IsAmbiguous(ReadOnlySpan<float> probabilities)
    {
        var (first, second) = (0f, 0f);
        foreach (var p in probabilities)
        {
            (first, second) = p > first ? (p, first) : (first, Math.Max(second, p));
        }

        // p2 >= 0.75 p1 and p1 + p2 >= 0.6
        return second >= MinRatio * first && first + second >= MinTogether;
    }
}
