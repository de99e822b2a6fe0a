namespace NoisyLabels.Learning.Assistance;

/// <summary>The labels of N images that may each be of several classes at once, or of none.</summary>
/// <param name="Given">[N] numbers of the classes that an image was said to be of; null where nobody said anything.</param>
/// <param name="Classes">[K] names of the classes.</param>
public sealed record MultiLabels(IReadOnlyList<IReadOnlyList<int>?> Given, IReadOnlyList<string> Classes)
{
    /// <summary>[N] how much each image's labels may teach, 0 to 1; null where all may teach fully.</summary>
    public float[]? Weight { get; init; }

    /// <summary>[N] true where an image's labels are known to be right; null where none are.</summary>
    public bool[]? Trusted { get; init; }

    /// <summary>Draws folds and samples.</summary>
    public int Seed { get; init; }

    /// <summary>Whether the images are of one of the classes, as a problem of two classes.</summary>
    /// <returns>Class 1 is the class itself, class 0 all images that are not of it.</returns>
    public PartialLabels Of(int label) => new(
        [.. Given.Select(g => g is null ? PartialLabels.None : g.Contains(label) ? 1 : 0)],
        [$"not {Classes[label]}", Classes[label]])
    {
        Weight = Weight,
        Trusted = Trusted,
        Seed = Seed,
    };
}
