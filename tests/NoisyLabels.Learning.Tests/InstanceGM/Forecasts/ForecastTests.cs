using NoisyLabels.Learning.InstanceGM;
using NoisyLabels.Learning.InstanceGM.Forecasts;
using NoisyLabels.Learning.InstanceGM.Inputs;
using NoisyLabels.Learning.InstanceGM.Networks;
using NoisyLabels.Learning.InstanceGM.Training;
using NoisyLabels.Learning.Native;

namespace NoisyLabels.Learning.Tests.InstanceGM.Forecasts;

public sealed class ForecastTests
{
    private static readonly InputShape Cifar = new(3, 32, 32);

    public ForecastTests() => TorchRuntime.EnsureLoaded();

    [Theory]
    [InlineData(32, 64, 32, 10)]
    [InlineData(32, 16, 8, 100)]
    [InlineData(64, 8, 32, 2)]
    public void Parameters_are_counted_within_five_percent(int side, int width, int vaeWidth, int classes)
    {
        var plan = new NetworkPlan(new(3, side, side), classes, width, Latents: 25, vaeWidth);
        using var classifier = plan.Classifier(1);
        using var vae = plan.Vae(1);

        Assert.Equal(1, NetworkCost.ClassifierParameters(plan) / classifier.parameters().Sum(p => p.numel()), 0.05);
        Assert.Equal(1, NetworkCost.VaeParameters(plan) / vae.parameters().Sum(p => p.numel()), 0.05);
    }

    [Fact]
    public void The_published_classifier_costs_about_0_56_billion_multiplications() =>
        Assert.Equal(0.556e9, NetworkCost.ClassifierOperations(new(Cifar, 10, 64, 25, 32)), 0.01e9);

    [Fact]
    public void Work_follows_the_paper_six_guesses_twelve_mixed_and_six_for_the_bound_a_labelled_image()
    {
        var work = new WorkModel(
            InstanceGmOptions.Paper, PassCosts.Count(new(Cifar, 10, 64, 25, 32)), images: 50_000);

        // The VAE's own passes come on top of the 24.
        Assert.InRange(work.CoTrainingStep / InstanceGmOptions.Paper.BatchSize, 24, 24.7);
        Assert.Equal(3 * 128, work.WarmupStep);
        Assert.Equal((196, 196, 391), (work.WarmupSteps, work.CoTrainingSteps(0.5), work.CoTrainingSteps(1)));
        Assert.False(work.IsEvaluated(8));
        Assert.True(work.IsEvaluated(9));
    }

    [Fact]
    public void Light_is_about_three_times_cheaper_in_an_epoch()
    {
        var costs = PassCosts.Count(new(Cifar, 10, 16, 25, 8));
        var paper = new WorkModel(InstanceGmOptions.Paper, costs, 5000);
        var light = new WorkModel(InstanceGmOptions.Light, costs, 5000);

        Assert.InRange(paper.Epoch(20, 0.8) / light.Epoch(20, 0.8), 2.8, 4);
    }

    [Fact]
    public void A_call_has_a_price_of_its_own_beside_that_of_its_images()
    {
        var costs = PassCosts.Count(new(Cifar, 10, 16, 25, 8)) with { Look = new(Call: 100, Image: 1), Learning = new(50, 3) };
        var work = new WorkModel(InstanceGmOptions.Light with { WithoutVae = true }, costs, images: 600);

        Assert.Equal(50 + (3 * 128), work.WarmupStep);
        Assert.Equal(50 + (3 * 128), work.CoTrainingStep);
        Assert.Equal((2 * 100) + 300, work.Evaluation); // of 300 images, 256 and 44
    }

    [Fact]
    public void Memory_covers_images_networks_and_the_values_of_a_step()
    {
        var small = Memory(InstanceGmOptions.Light);
        var large = Memory(InstanceGmOptions.Paper);

        // Twice 11.17 M parameters with gradient and momentum alone are 268 MB.
        Assert.InRange(large, 268e6, 2e9);
        Assert.InRange(small, 20e6, 300e6);
        Assert.True(large > small);

        static long Memory(InstanceGmOptions options) => MemoryForecast.Of(Zeros(10), options).Bytes;
    }

    [Fact]
    public void Time_is_that_of_the_probe_for_all_passes_and_what_comes_beside_them()
    {
        var passes = new WorkModel(InstanceGmOptions.Light, Probe(1).Costs, images: 10).Epochs(0, WorkModel.UsualShare);

        Assert.Equal(2 * passes * TimeForecast.BesideNetworks, TimeForecast.Of(InstanceGmOptions.Light, Probe(2), images: 10).Duration.TotalSeconds, 1e-6);
    }

    [Fact]
    public void Too_many_hours_are_refused_with_the_number_and_a_way_out() => Assert.Equal(
        "InstanceGM would take about 100.5 hours here, and the limit is 72. "
        + "Use the preset light, lower ImageSize (--train-size), ClassifierWidth (--width) or Epochs (--epochs), or raise "
        + "MaxHours (--max-hours).",
        Assert.Throws<UserErrorException>(() => new TimeForecast(TimeSpan.FromHours(100.5)).RequireWithin(72)).Message);

    [Fact]
    public void Too_much_memory_is_refused_with_the_number_and_a_way_out() => Assert.Equal(
        "InstanceGM would need about 12.5 GB of memory, and there are 8 GB. "
        + "Lower ImageSize (--train-size), ClassifierWidth (--width) or BatchSize.",
        Assert.Throws<UserErrorException>(() => new MemoryForecast(12_500_000_000).RequireWithin(8_000_000_000)).Message);

    [Fact]
    public void A_run_within_the_limits_is_let_through()
    {
        new TimeForecast(TimeSpan.FromHours(72)).RequireWithin(72);
        new MemoryForecast(8).RequireWithin(8);
    }

    [Theory]
    [InlineData(40, "about a minute")]
    [InlineData(754, "about 13 minutes")]
    [InlineData(9000, "about 2.5 hours")]
    public void The_time_is_told_in_round_words(double seconds, string words) =>
        Assert.Equal(words, new TimeForecast(TimeSpan.FromSeconds(seconds)).InWords);

    private static NetworkProbe Probe(double seconds) =>
        new(PassCosts.Count(new(Cifar, 2, 16, 25, 8)), seconds);

    private static TrainingSet Zeros(int count) => new(
        new ByteImages([.. Enumerable.Range(0, count).Select(_ => new byte[Cifar.Values])], Cifar),
        [.. Enumerable.Range(0, count).Select(i => i % 2)],
        2);
}
