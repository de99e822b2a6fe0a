using NoisyLabels.Learning.InstanceGM.Networks;
using NoisyLabels.Learning.InstanceGM.Training;
using NoisyLabels.Learning.Native;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Tests.InstanceGM.Networks;

/// <summary>What a GPU runs, on tensors of the processor.</summary>
public sealed class MixedPrecisionTests
{
    public MixedPrecisionTests() => TorchRuntime.EnsureLoaded();

    [Fact]
    public void Mixed_and_full_precision_agree_to_the_digits_of_bfloat16_and_train_weights_in_float32()
    {
        using var scope = NewDisposeScope();
        var plan = new NetworkPlan(new(3, 16, 16), Classes: 4, ClassifierWidth: 4, Latents: 2, VaeWidth: 2);
        using var full = plan.Classifier(7);
        using var mixed = (plan with { IsMixedPrecision = true }).Classifier(7);
        using var generator = new Generator(3);
        var x = rand(8, 3, 16, 16, generator: generator);

        var (expected, actual) = (full.call(x), mixed.call(x));
        actual.sum().backward();

        Assert.Equal(ScalarType.Float32, actual.dtype);
        Assert.NotEqual(expected.data<float>().ToArray(), actual.data<float>().ToArray());
        Assert.True((expected - actual).abs().max().item<float>() < 0.1f * expected.abs().max().item<float>());
        Assert.All(mixed.parameters(), p => Assert.Equal(ScalarType.Float32, p.dtype));
        Assert.All(mixed.parameters(), p => Assert.Equal(ScalarType.Float32, p.grad!.dtype));
    }

    [Fact]
    public void A_whole_training_in_mixed_precision_finds_the_planted_labels()
    {
        set_num_threads(1);
        var options = TwoBrightnesses.TinyOptions with
        {
            Epochs = 16,
            WarmupEpochs = 10,
            LearningRate = 0.02,
            MixedPrecision = true,
        };
        using var run = new TrainingRun(TwoBrightnesses.Make(64), options);

        var p = run.Train(TestContext.Current.CancellationToken);

        Assert.InRange(Enumerable.Range(0, 64).Count(i => p.Row(i)[i % 2] < 0.5), 0, 4);
    }
}
