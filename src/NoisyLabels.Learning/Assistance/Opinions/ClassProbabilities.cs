using System.Numerics.Tensors;

namespace NoisyLabels.Learning.Assistance.Opinions;

/// <summary>The last step from pooled scores to probabilities.</summary>
internal static class ClassProbabilities
{
    // p = (1 − d) · softmax(t · x + β · log prior) + d / K
    /// <param name="row">[K] pooled log probabilities, replaced by probabilities.</param>
    public static void FromLog(Span<float> row, NoiseModel model, float[] logPrior, float doubt)
    {
        model.LogProbabilities(row, logPrior, row);
        TensorPrimitives.Exp(row, row);
        TensorPrimitives.Multiply(row, 1 - doubt, row);
        TensorPrimitives.Add(row, doubt / row.Length, row);
    }
}
