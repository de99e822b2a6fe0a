using System.Numerics.Tensors;
using NoisyLabels.Learning.Heads;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Assistance;

/// <summary>
/// Predicts the classes of any images from their features, in microseconds an image and without libtorch. It is made
/// by <see cref="AssistedLearner"/> and kept in a file. Safe for many threads.
/// </summary>
public sealed class Classifier
{
    private readonly int _widest;

    /// <param name="columns">D, features of an image.</param>
    /// <param name="classes">[K] names.</param>
    /// <param name="learned">Numbers of the classes that had labels, ascending; the others get probability 0.</param>
    /// <param name="parts">Cover some of the D columns each; at least one.</param>
    /// <param name="offset">One a learned class, added to the scores of the parts.</param>
    internal Classifier(
        ClassifierBackbone backbone,
        int columns,
        IReadOnlyList<string> classes,
        int[] learned,
        IReadOnlyList<LinearPart> parts,
        float[] offset,
        Calibration calibration)
    {
        (Backbone, Columns, Classes) = (backbone, columns, classes);
        (Learned, Parts, Offset, Calibration) = (learned, parts, offset, calibration);
        _widest = parts.Max(part => part.Scale.Dimension);
    }

    /// <summary>What the features must come from.</summary>
    public ClassifierBackbone Backbone { get; }

    /// <summary>D, features of an image: those of all sizes side by side.</summary>
    public int Columns { get; }

    /// <summary>
    /// [K] names of the classes, in the order of the probabilities; those without a label when it was made get 0.
    /// </summary>
    public IReadOnlyList<string> Classes { get; }

    internal int[] Learned { get; }

    internal IReadOnlyList<LinearPart> Parts { get; }

    internal float[] Offset { get; }

    internal Calibration Calibration { get; }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="UserErrorException">
    /// The file cannot be read, is cut off, was changed, or is of another version; the message says which.
    /// </exception>
    public static Classifier Load(string path) => ClassifierFile.Load(path);

    /// <summary>Writes a file beside <paramref name="path"/> and renames it: nobody ever sees half of it.</summary>
    /// <exception cref="UserErrorException">It cannot be written; what was there before is kept.</exception>
    public void Save(string path) => ClassifierFile.Save(this, path);

    /// <param name="features">[n, D].</param>
    /// <returns>[n, K] probabilities; each row sums to 1.</returns>
    /// <exception cref="ArgumentException">The features are not D columns.</exception>
    public FloatMatrix PredictProbabilities(FloatMatrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Columns != Columns)
        {
            throw new ArgumentException(
                $"The classifier takes {Columns} features an image, not {features.Columns}.", nameof(features));
        }

        var result = new FloatMatrix(features.Rows, Classes.Count);
        var scaled = new float[_widest];
        var probabilities = new float[Learned.Length];
        for (var row = 0; row < features.Rows; row++)
        {
            Predict(features.Row(row), scaled, probabilities);
            for (var k = 0; k < Learned.Length; k++)
            {
                result[row, Learned[k]] = probabilities[k];
            }
        }

        return result;
    }

    private void Predict(ReadOnlySpan<float> features, float[] scaled, float[] probabilities)
    {
        Offset.CopyTo(probabilities);
        foreach (var part in Parts)
        {
            part.AddTo(probabilities, features, scaled.AsSpan(0, part.Scale.Dimension));
        }

        Calibration.Apply(probabilities);
    }
}

/// <summary>What the features of a classifier come from.</summary>
/// <param name="Name">Name of the backbone.</param>
/// <param name="Sha256">SHA-256 of its weights, 64 lower-case hex digits.</param>
/// <param name="Sizes">Sides in pixels of the squares that are encoded, in the order of the features.</param>
public sealed record ClassifierBackbone(string Name, string Sha256, IReadOnlyList<int> Sizes);

/// <summary>The part of a classifier that looks at some columns of the features.</summary>
/// <param name="Scale">D columns, and how they are scaled.</param>
/// <param name="Weights">[L · D], one learned class after the other.</param>
internal sealed record LinearPart(FeatureScale Scale, float[] Weights)
{
    /// <param name="features">All features of an image.</param>
    /// <param name="scaled">[D] to work in.</param>
    /// <param name="scores">[L] is added to.</param>
    public void AddTo(Span<float> scores, ReadOnlySpan<float> features, Span<float> scaled)
    {
        Scale.Apply(features, scaled);
        for (var k = 0; k < scores.Length; k++)
        {
            scores[k] += TensorPrimitives.Dot(scaled, Weights.AsSpan(k * Scale.Dimension, Scale.Dimension));
        }
    }
}
