using CsCheck;
using NoisyLabels.Learning.InstanceGM.Training;
using NoisyLabels.Learning.Native;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Tests.InstanceGM.Training;

public sealed class ContinuousBernoulliTests
{
    public ContinuousBernoulliTests() => TorchRuntime.EnsureLoaded();

    [Theory]
    [InlineData(0.0001)]
    [InlineData(0.1)]
    [InlineData(0.4799)]
    [InlineData(0.4801)]
    [InlineData(0.4999)]
    [InlineData(0.9)]
    public void Density_integrates_to_one(double lambda)
    {
        // Simpson's rule on 2,000 strips
        const int strips = 2000;
        using var scope = NewDisposeScope();
        var x = linspace(0, 1, strips + 1, ScalarType.Float64);
        var density = ContinuousBernoulli.LogProbability(x, full_like(x, lambda)).exp().data<double>().ToArray();

        var integral = density.Index().Sum(p => p.Item * (p.Index is 0 or strips ? 1 : p.Index % 2 == 1 ? 4 : 2)) / (3 * strips);

        Assert.Equal(1, integral, 1e-7);
    }

    [Fact]
    public void At_one_half_the_normaliser_is_two()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(Math.Log(2), ContinuousBernoulli.LogNormalizer(tensor(0.5, ScalarType.Float64)).item<double>(), 1e-15);
    }

    [Fact]
    public void Series_and_quotient_meet_without_a_step() => Gen.Double[1e-4, 0.0199].Sample(distance =>
    {
        using var scope = NewDisposeScope();
        var (single, exact) = (0.5 + distance, Exact(0.5 + distance));

        Assert.Equal(exact, ContinuousBernoulli.LogNormalizer(tensor(single, ScalarType.Float64)).item<double>(), 2e-9);
        Assert.Equal(exact, ContinuousBernoulli.LogNormalizer(tensor((float)single)).item<float>(), 2e-6);
    });

    [Fact]
    public void Single_precision_is_near_the_closed_form_everywhere() => Gen.Double[0.0001, 0.9999].Where(l => Math.Abs(l - 0.5) > 1e-3).Sample(lambda =>
    {
        using var scope = NewDisposeScope();

        Assert.Equal(Exact(lambda), ContinuousBernoulli.LogNormalizer(tensor((float)lambda)).item<float>(), 1e-4);
    });

    // In an exponential family the mean is the derivative of the log-partition: with η = logit λ,
    // d log C / dλ = 1/(1 − λ) − E[x] / (λ(1 − λ)),   E[x] = λ/(2λ − 1) + 1/(2 atanh(1 − 2λ))
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.3)]
    [InlineData(0.485)]
    [InlineData(0.515)]
    [InlineData(0.95)]
    public void Gradient_of_the_normaliser_follows_from_the_mean(double lambda)
    {
        using var scope = NewDisposeScope();
        var l = tensor(lambda, ScalarType.Float64).requires_grad_();
        ContinuousBernoulli.LogNormalizer(l).backward();

        var mean = lambda / (2 * lambda - 1) + 1 / (2 * Math.Atanh(1 - 2 * lambda));
        Assert.Equal(1 / (1 - lambda) - mean / (lambda * (1 - lambda)), l.grad!.item<double>(), 1e-6);
    }

    [Fact]
    public void Gradient_is_finite_and_right_on_both_sides_of_one_half() => Gradients.ShouldMatchDifferences(
        [0.2, 0.4799, 0.49, 0.5, 0.51, 0.8],
        [6],
        l => ContinuousBernoulli.LogProbability(tensor(new[] { 0.0, 0.3, 0.5, 1.0, 0.9, 0.1 }), l).sum());

    [Fact]
    public void Reconstructions_of_pure_black_and_white_stay_finite()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 0f, 1f, 0f, 1f });

        Assert.True(ContinuousBernoulli.LogProbability(x, tensor(new[] { 0f, 1f, 1f, 0f })).isfinite().all().item<bool>());
    }

    private static double Exact(double lambda) => Math.Log(2 * Math.Atanh(1 - 2 * lambda) / (1 - 2 * lambda));
}
