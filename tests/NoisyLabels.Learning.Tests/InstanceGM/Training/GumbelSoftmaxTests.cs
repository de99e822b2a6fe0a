using NoisyLabels.Learning.InstanceGM.Training;
using NoisyLabels.Learning.Native;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Tests.InstanceGM.Training;

public sealed class GumbelSoftmaxTests
{
    public GumbelSoftmaxTests() => TorchRuntime.EnsureLoaded();

    [Fact]
    public void A_sample_by_hand()
    {
        // u = e^(−1) and e^(−e) give g = 0 and −1
        using var scope = NewDisposeScope();
        var uniform = tensor(new[] { Math.Exp(-1), Math.Exp(-Math.E) }, [1, 2]);

        var sample = GumbelSoftmax.Sample(tensor(new[] { 0.0, 2.0 }, [1, 2]), uniform, temperature: 0.5).data<double>().ToArray();

        // softmax(0, (2 − 1) / 0.5)
        Assert.Equal(1 / (1 + Math.Exp(2)), sample[0], 1e-12);
        Assert.Equal(Math.Exp(2) / (1 + Math.Exp(2)), sample[1], 1e-12);
    }

    [Fact]
    public void The_greatest_entry_is_drawn_as_often_as_its_probability_says()
    {
        const int draws = 20_000;
        using var scope = NewDisposeScope();
        using var generator = new Generator(7);
        double[] p = [0.6, 0.3, 0.1];
        var logits = tensor(p).log().expand(draws, 3);

        var drawn = GumbelSoftmax.Sample(logits, rand(draws, 3, generator: generator), temperature: 1).argmax(1).data<long>().ToArray();

        Assert.All(p.Index(), c => Assert.Equal(c.Item, drawn.Count(d => d == c.Index) / (double)draws, 0.015));
    }

    [Fact]
    public void Gradients_pass_through() => Gradients.ShouldMatchDifferences(
        [0.1, -0.4, 1.2, 0.3, 0.3, -2],
        [2, 3],
        logits => GumbelSoftmax.Sample(logits, tensor(new[] { 0.2, 0.5, 0.9, 0.01, 0.3, 0.6 }, [2, 3]), 0.7)[.., 0].pow(2).sum());

    [Fact]
    public void A_uniform_number_of_zero_gives_no_NaN()
    {
        using var scope = NewDisposeScope();

        Assert.True(GumbelSoftmax.Sample(zeros(1, 2), zeros(1, 2), 1).isfinite().all().item<bool>());
    }
}
