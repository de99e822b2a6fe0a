namespace NoisyLabels.Learning.Assistance;

/// <summary>The labels of N images, of which only some may have one.</summary>
/// <param name="Given">[N] given label, 0 to K − 1; <see cref="None"/> where there is none.</param>
/// <param name="Classes">[K] names of the classes, at least 1.</param>
public sealed record PartialLabels(int[] Given, IReadOnlyList<string> Classes)
{
    /// <summary>Stands for no label.</summary>
    public const int None = -1;

    /// <summary>[N] how much each label may teach, 0 to 1; null where all may teach fully.</summary>
    public float[]? Weight { get; init; }

    /// <summary>
    /// [N] true where a label is known to be right: it is never called wrong. Null where none is known to be.
    /// </summary>
    public bool[]? Trusted { get; init; }

    /// <summary>Draws folds and samples: the same seed gives the same numbers.</summary>
    public int Seed { get; init; }

    /// <exception cref="ArgumentException">
    /// Lengths differ, a label is no class, or a weight is not from 0 to 1.
    /// </exception>
    internal void Validate(int images)
    {
        if (Classes.Count == 0)
        {
            throw new ArgumentException("At least one class is needed.");
        }

        if (Given.Length != images
            || Weight is not null && Weight.Length != images
            || Trusted is not null && Trusted.Length != images)
        {
            throw new ArgumentException($"Labels, weights and trust are needed for each of the {images} images.");
        }

        if (Array.Exists(Given, label => label < None || label >= Classes.Count))
        {
            throw new ArgumentException($"Labels must be from -1 (none) to {Classes.Count - 1}.");
        }

        if (Weight is not null && Array.Exists(Weight, weight => !(weight is >= 0 and <= 1)))
        {
            throw new ArgumentException("Weights must be from 0 to 1.");
        }
    }
}

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
