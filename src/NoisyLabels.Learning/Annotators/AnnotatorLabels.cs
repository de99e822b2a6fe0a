namespace NoisyLabels.Learning.Annotators;

/// <summary>Labels that several annotators gave to the same examples.</summary>
public sealed class AnnotatorLabels
{
    /// <summary>The annotator has not labelled the example.</summary>
    public const int None = -1;

    private readonly int[] _labels;

    /// <param name="labels">[N · M] by example, then annotator: numbers of classes, or <see cref="None"/>.</param>
    /// <param name="annotators">M, at least 1.</param>
    /// <param name="classes">K, at least 2.</param>
    /// <exception cref="ArgumentException">
    /// The lengths do not fit, a number is no class, or an example has no label at all.
    /// </exception>
    public AnnotatorLabels(int[] labels, int annotators, int classes)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(annotators, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        if (labels.Length % annotators != 0)
        {
            throw new ArgumentException(
                $"{labels.Length} labels are no whole number of rows of {annotators}.", nameof(labels));
        }

        if (labels.Any(label => label < None || label >= classes))
        {
            throw new ArgumentException($"A label is from 0 to {classes - 1}, or {None} for none.", nameof(labels));
        }

        (_labels, Annotators, Classes) = (labels, annotators, classes);
        Examples = labels.Length / annotators;
        Counts = [.. Enumerable.Range(0, Examples).Select(example => Enumerable.Range(0, annotators).Count(annotator =>
            this[example, annotator] != None))];
        if (Counts.Contains(0))
        {
            throw new ArgumentException("Each example has at least one label.", nameof(labels));
        }
    }

    /// <summary>N.</summary>
    public int Examples { get; }

    /// <summary>M.</summary>
    public int Annotators { get; }

    /// <summary>K.</summary>
    public int Classes { get; }

    /// <summary>[N] how many annotators have labelled each example.</summary>
    internal int[] Counts { get; }

    public int this[int example, int annotator] => _labels[(example * Annotators) + annotator];
}
