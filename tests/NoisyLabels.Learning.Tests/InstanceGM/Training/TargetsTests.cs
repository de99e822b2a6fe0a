using NoisyLabels.Learning.InstanceGM.Training;
using NoisyLabels.Learning.Native;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Tests.InstanceGM.Training;

public sealed class TargetsTests
{
    public TargetsTests() => TorchRuntime.EnsureLoaded();

    [Fact]
    public void Sharpening_at_one_half_squares()
    {
        using var scope = NewDisposeScope();

        var sharp = Targets.Sharpen(tensor(new[] { 0.6, 0.3, 0.1 }, [1, 3]), 0.5).data<double>().ToArray();

        Assert.Equal([0.36 / 0.46, 0.09 / 0.46, 0.01 / 0.46], sharp, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Confident_samples_keep_their_given_label_and_doubtful_ones_are_refined()
    {
        using var scope = NewDisposeScope();
        var given = tensor(new[] { 1.0, 0, 1, 0 }, [2, 2]);
        var p = tensor(new[] { 0.1, 0.9, 0.1, 0.9 }, [2, 2]);

        var refined = Targets.Refine(tensor(new[] { 1.0, 0.5 }), given, p, temperature: 1).data<double>().ToArray();

        Assert.Equal([1, 0, 0.55, 0.45], refined, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Mixing_takes_the_greater_weight_for_the_row_itself()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1.0, 10.0, 100.0 }, [3, 1]);

        var mixed = MixUp.Mix(x, tensor(new long[] { 2, 0, 1 }), 0.75).data<double>().ToArray();

        Assert.Equal([25.75, 7.75, 77.5], mixed);
    }

    [Fact]
    public void Weights_of_the_mix_are_those_of_a_folded_beta()
    {
        var random = new Random(11);
        double[] weights = [.. Enumerable.Range(0, 20_000).Select(_ => MixUp.DrawWeight(random, 4))];

        // E|λ − ½| of Beta(4, 4) is 35/256
        Assert.All(weights, w => Assert.InRange(w, 0.5, 1));
        Assert.Equal(0.5 + 35.0 / 256, weights.Average(), 0.003);
    }
}
