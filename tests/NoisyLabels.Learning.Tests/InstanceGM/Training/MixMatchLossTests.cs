using NoisyLabels.Learning.InstanceGM.Training;
using NoisyLabels.Learning.Native;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Tests.InstanceGM.Training;

public sealed class MixMatchLossTests
{
    public MixMatchLossTests() => TorchRuntime.EnsureLoaded();

    [Fact]
    public void Labelled_loss_by_hand()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new[] { 0.25, 0.75, 0.5, 0.5 }, [2, 2]).log();
        var targets = tensor(new[] { 0.0, 1, 0.4, 0.6 }, [2, 2]);

        Assert.Equal((-Math.Log(0.75) + Math.Log(2)) / 2, MixMatchLoss.Labelled(logits, targets).item<double>(), 1e-12);
    }

    [Fact]
    public void Unlabelled_loss_is_a_mean_over_images_and_classes()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new[] { 0.2, 0.8 }, [1, 2]).log();

        Assert.Equal((0.04 + 0.04) / 2, MixMatchLoss.Unlabelled(logits, tensor(new[] { 0.0, 1 }, [1, 2])).item<double>(), 1e-12);
    }

    [Fact]
    public void Class_balance_is_zero_where_the_batch_agrees_with_the_prior()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new[] { 0.9, 0.1, 0.5, 0.5 }, [2, 2]).log();

        Assert.Equal(0, MixMatchLoss.ClassBalance(logits, tensor(new[] { 0.7, 0.3 })).item<double>(), 1e-12);
        var byHand = 0.5 * Math.Log(0.5 / 0.7) + 0.5 * Math.Log(0.5 / 0.3);
        Assert.Equal(byHand, MixMatchLoss.ClassBalance(logits, tensor(new[] { 0.5, 0.5 })).item<double>(), 1e-12);
    }

    [Fact]
    public void Gradients_match_differences()
    {
        double[] at = [0.3, -0.7, 1.1, 0.2, -0.1, 0.6];
        double[] targets = [0.2, 0.3, 0.5, 1, 0, 0];
        Gradients.ShouldMatchDifferences(at, [2, 3], l => MixMatchLoss.Labelled(l, tensor(targets, [2, 3])));
        Gradients.ShouldMatchDifferences(at, [2, 3], l => MixMatchLoss.Unlabelled(l, tensor(targets, [2, 3])));
        Gradients.ShouldMatchDifferences(at, [2, 3], l => MixMatchLoss.ClassBalance(l, tensor(new[] { 0.5, 0.3, 0.2 })));
    }

    [Fact]
    public void Total_leaves_out_what_an_epoch_does_not_have()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(1 + 25 * 2 + 3, new MixMatchTerms(tensor(1.0), tensor(2.0), tensor(3.0)).Total(25).item<double>(), 1e-12);
        Assert.Equal(1 + 3, new MixMatchTerms(tensor(1.0), null, tensor(3.0)).Total(25).item<double>(), 1e-12);
    }

    [Theory]
    [InlineData(9.9, 0)]
    [InlineData(10, 0)]
    [InlineData(18, 12.5)]
    [InlineData(26, 25)]
    [InlineData(300, 25)]
    public void Ramp_rises_from_the_end_of_the_warm_up_for_sixteen_epochs(double epoch, double weight) =>
        Assert.Equal(weight, MixMatchLoss.UnlabelledWeight(25, epoch, 10, 16), 1e-12);

    [Fact]
    public void No_ramp_is_the_whole_weight_at_once() => Assert.Equal(25, MixMatchLoss.UnlabelledWeight(25, 10, 10, 0));

    [Fact]
    public void Class_prior_follows_the_given_labels_and_leaves_no_class_out()
    {
        Assert.Equal([0.25f, 0.25f, 0.25f, 0.25f], ClassPrior.Uniform(4));
        Assert.Equal([4f / 8, 3f / 8, 1f / 8], ClassPrior.Estimate([0, 1, 0, 1, 0], 3));
    }
}
