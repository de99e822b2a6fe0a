namespace NoisyLabels.Datasets.Examples.Noise;

/// <summary>Wrong labels that do not look at the pictures.</summary>
internal static class LabelFlips
{
    /// <returns>
    /// The label that each image gets; rate · images of them (rounded up or down) differ from the true one.
    /// </returns>
    public static int[] Draw(NoiseKind kind, IReadOnlyList<int> labels, int classes, double rate, Dice dice)
    {
        var wrong = dice.Draw([.. Enumerable.Repeat(rate, labels.Count)]);
        return [.. labels.Select((label, i) => !wrong[i] ? label
            : kind == NoiseKind.Pair ? (label + 1) % classes
            : (label + 1 + dice.Below(classes - 1)) % classes)];
    }
}
