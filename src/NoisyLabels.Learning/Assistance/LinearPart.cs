using System.Numerics.Tensors;
using NoisyLabels.Learning.Heads;

namespace NoisyLabels.Learning.Assistance;

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
