using NoisyLabels.Learning.InstanceGM.Training;
using NoisyLabels.Learning.Native;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Tests.InstanceGM.Training;

public sealed class EvidenceLowerBoundTests
{
    public EvidenceLowerBoundTests() => TorchRuntime.EnsureLoaded();

    [Fact]
    public void Reconstruction_by_hand()
    {
        // λ = 1/2 everywhere: −(log ½ + log 2) = 0, whatever x is
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 0.0, 0.2, 0.7, 1.0 }, [1, 1, 2, 2]);

        Assert.Equal(0, EvidenceLowerBound.Reconstruction(x, full_like(x, 0.5)).item<double>(), 1e-12);
        var dark = EvidenceLowerBound.Reconstruction(zeros_like(x), full_like(x, 0.25)).item<double>();
        Assert.Equal(-(Math.Log(0.75) + Math.Log(Math.Log(3) / 0.5)), dark, 1e-12);
    }

    [Fact]
    public void Divergence_of_a_clean_label_is_zero_for_a_uniform_posterior_and_log_K_for_a_sure_one()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(0, EvidenceLowerBound.CleanLabelDivergence(zeros(2, 4, ScalarType.Float64)).item<double>(), 1e-12);
        var sure = tensor(new[] { 200.0, 0, 0, 0 }, [1, 4]);
        Assert.Equal(Math.Log(4), EvidenceLowerBound.CleanLabelDivergence(sure).item<double>(), 1e-9);
        var q = tensor(new[] { 0.75, 0.25 }, [1, 2]).log();
        var byHand = 0.75 * Math.Log(0.75) + 0.25 * Math.Log(0.25) + Math.Log(2);
        Assert.Equal(byHand, EvidenceLowerBound.CleanLabelDivergence(q).item<double>(), 1e-12);
    }

    [Fact]
    public void Divergence_of_the_latents_by_hand_is_a_mean_over_images()
    {
        // ½(1² + 1 − 1 − 0) + ½(0 + e² − 1 − 2) for the first image, 0 for the second
        using var scope = NewDisposeScope();
        var mu = tensor(new[] { 1.0, 0, 0, 0 }, [2, 2]);
        var logVar = tensor(new[] { 0.0, 2, 0, 0 }, [2, 2]);

        var expected = (0.5 + 0.5 * (Math.Exp(2) - 3)) / 2;
        Assert.Equal(expected, EvidenceLowerBound.LatentDivergence(mu, logVar).item<double>(), 1e-12);
    }

    [Fact]
    public void Loss_of_the_noisy_label_is_cross_entropy()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new[] { 0.2, 0.8 }, [1, 2]).log();

        Assert.Equal(-Math.Log(0.8), EvidenceLowerBound.NoisyLabel(logits, tensor(new[] { 1L })).item<double>(), 1e-12);
    }

    [Fact]
    public void Gradients_of_every_term_match_differences()
    {
        double[] at = [0.3, -0.7, 1.1, 0.2, -0.1, 0.6];
        Gradients.ShouldMatchDifferences(at, [2, 3], EvidenceLowerBound.CleanLabelDivergence);
        Gradients.ShouldMatchDifferences(at, [2, 3], mu => EvidenceLowerBound.LatentDivergence(mu, mu * 0.5 - 1));
        Gradients.ShouldMatchDifferences(at, [2, 3], logits => EvidenceLowerBound.NoisyLabel(logits, tensor(new[] { 2L, 0L })));
        Gradients.ShouldMatchDifferences(at, [2, 3], t => EvidenceLowerBound.Reconstruction(full([2, 3], 0.3, ScalarType.Float64), t.sigmoid()));
    }

    [Fact]
    public void Total_weighs_each_term()
    {
        using var scope = NewDisposeScope();
        var terms = new ElboTerms(tensor(1.0), tensor(10.0), tensor(100.0), tensor(1000.0));

        Assert.Equal(1 * 2 + 10 * 3 + 100 * 5 + 1000 * 7, terms.Total(new(2, 3, 5, 7)).item<double>(), 1e-9);
    }
}
