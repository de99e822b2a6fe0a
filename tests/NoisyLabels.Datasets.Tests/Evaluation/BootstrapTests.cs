using CsCheck;
using NoisyLabels.Datasets.Evaluation;

namespace NoisyLabels.Datasets.Tests.Evaluation;

public sealed class BootstrapTests
{
    [Fact]
    public void Defaults_are_those_of_the_documentation()
    {
        var options = new EvaluationOptions();

        Assert.Equal((1000, 0.95), (options.Resamples, options.Confidence));
        Assert.Equal((0, 15), (options.Seed, options.CalibrationBins));
    }

    [Fact]
    public void The_same_seed_gives_the_same_report()
    {
        var random = new Random(1);
        var quality = Enumerable.Range(0, 200).Select(_ => random.NextDouble()).ToArray();
        var input = EvaluationCases.Of(quality, Array.ConvertAll(quality, q => random.NextDouble() > q));

        var first = Evaluator.Evaluate(input, new() { Seed = 7 });

        Assert.Equal(first.Metrics, Evaluator.Evaluate(input, new() { Seed = 7 }).Metrics);
        Assert.NotEqual(first.Metrics, Evaluator.Evaluate(input, new() { Seed = 8 }).Metrics);
    }

    [Fact]
    public void The_interval_of_an_accuracy_is_the_binomial_one()
    {
        // 900 of 1,000 right: the standard error is sqrt(.9 · .1 / 1000) = .0095, 1.96 of them are .0186.
        var wrong = Enumerable.Range(0, 1000).Select(i => i < 100).ToArray();
        var input = EvaluationCases.Of(Array.ConvertAll(wrong, _ => 0.5), wrong);

        var accuracy = Evaluator.Evaluate(input)["label_accuracy_before"];

        Assert.Equal(0.9, accuracy.Value);
        Assert.Equal(0.9 - 0.0186, accuracy.Low!.Value, 0.003);
        Assert.Equal(0.9 + 0.0186, accuracy.High!.Value, 0.003);
    }

    [Fact]
    public void Without_resamples_there_are_no_intervals() =>
        Assert.All(
            Evaluator.Evaluate(EvaluationCases.Of([.1, .5], [true, false]), EvaluationCases.NoIntervals).Metrics,
            metric => Assert.Null(metric.Low));

    [Fact]
    public void Every_interval_lies_in_the_range_of_its_figure() =>
        EvaluationCases.Any.Sample(
            input => Evaluator.Evaluate(input, new() { Resamples = 20 }).Metrics.All(
                m => m.Low is null || (m.Low >= -1e-12 && m.Low <= m.High && m.High <= 1 + 1e-12)),
            iter: 30);
}
