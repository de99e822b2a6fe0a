namespace NoisyLabels.Testing;

/// <summary>What a person labelled so far: some images, a part of them wrongly.</summary>
public static class LabelDraws
{
    /// <summary>Keeps the labels of some images that are drawn at random.</summary>
    /// <param name="labels">[N] labels, 0 to classes − 1.</param>
    /// <param name="count">How many stay.</param>
    /// <param name="flipped">How many of those are made another class.</param>
    /// <returns>[N] −1 where there is no label.</returns>
    public static int[] Draw(int[] labels, int count, int flipped, int classes, int seed)
    {
        var random = new Random(seed);
        var order = Enumerable.Range(0, labels.Length).ToArray();
        random.Shuffle(order);
        var drawn = Enumerable.Repeat(-1, labels.Length).ToArray();
        foreach (var (place, image) in order.Take(count).Index())
        {
            drawn[image] = place < flipped ? (labels[image] + random.Next(1, classes)) % classes : labels[image];
        }

        return drawn;
    }
}
