using CsCheck;
using NoisyLabels.Learning.Ensembles;
using NoisyLabels.Learning.Numerics;
using NoisyLabels.Learning.Tests.Heads;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Tests.Ensembles;

public sealed class DisagreementTests
{
    [Fact]
    public void Sure_predictions_count_as_agreed_or_not()
    {
        Assert.Equal(0, Of([0, -20, -20, 0], 0, 1), 1e-5);
        Assert.Equal(1, Of([0, -20, -20, 0], 1, 0), 1e-5);
        Assert.Equal(0.25, Of([0, -20, 0, -20, 0, -20, 0, -20], 0, 0, 0, 1), 1e-5);
    }

    [Fact]
    public void Undecided_predictions_count_by_the_number_of_classes() =>
        Assert.Equal(0.75, Of([-1, -1, -1, -1], 2), 1e-6);

    [Fact]
    public void A_slight_preference_counts_nearly_in_full() =>
        Assert.InRange(Of([MathF.Log(0.6f), MathF.Log(0.4f)], 0), 0.01, 0.15);

    [Fact]
    public void Log_probabilities_need_not_be_normalised() =>
        Gen.Select(Gen.Float[-3, 0].Array[6], Gen.Float[-5, 5].Array[2]).Sample((logs, shifts) =>
        {
            float[] shifted = [.. logs.Select((v, i) => v + shifts[i / 3])];

            Assert.Equal(Of(logs, 2, 0), Of(shifted, 2, 0), 1e-4);
        });

    private static double Of(float[] logProbabilities, params int[] given)
    {
        using var scope = NewDisposeScope();
        var values = new FloatMatrix(given.Length, logProbabilities.Length / given.Length, logProbabilities);
        return Disagreement.Of(Tensors.Of(values), Tensors.Labels(given));
    }
}
