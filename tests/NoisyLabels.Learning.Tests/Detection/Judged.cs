using CsCheck;
using NoisyLabels.Learning.ConfidentLearning;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Tests.Detection;

/// <summary>Probabilities and given labels without any images behind them.</summary>
internal sealed record Judged(FloatMatrix PredProbs, int[] Given)
{
    /// <summary>Up to 60 images of up to 5 classes whose probabilities lean to the given label more or less.</summary>
    public static Gen<Judged> Any { get; } =
        from classes in Gen.Int[2, 5]
        from given in Gen.Int[0, classes - 1].Array[2, 60]
        from scores in Gen.Float[-4, 4].Array[given.Length * classes]
        from lean in Gen.Float[-1, 6]
        select Of(given, classes, scores, lean);

    public ConfidentJoint Joint => ConfidentJoint.Estimate(Given, Learning.ConfidentLearning.PredProbs.Of(PredProbs));

    public double[] SelfConfidence => [.. Given.Select((label, i) => (double)PredProbs[i, label])];

    /// <summary>Two classes: the probability of the given label of each image, all of which are given 0.</summary>
    public static Judged OfConfidences(params float[] confidences) =>
        new(new FloatMatrix(confidences.Length, 2, [.. confidences.SelectMany<float, float>(p => [p, 1 - p])]), new int[confidences.Length]);

    // p = softmax(scores + lean · [k = given])
    private static Judged Of(int[] given, int classes, float[] scores, float lean)
    {
        var matrix = new FloatMatrix(given.Length, classes, scores);
        for (var i = 0; i < given.Length; i++)
        {
            matrix[i, given[i]] += lean;
            System.Numerics.Tensors.TensorPrimitives.SoftMax(matrix.Row(i), matrix.Row(i));
        }

        return new(matrix, given);
    }
}
