using NoisyLabels.Learning.InstanceGM.Inputs;
using NoisyLabels.Learning.InstanceGM.Networks;
using NoisyLabels.Learning.Native;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Tests.InstanceGM.Networks;

public sealed class ClassifierTests
{
    public ClassifierTests() => TorchRuntime.EnsureLoaded();

    // conv 3·64·9, bn 2·64; layer 1: 4 convolutions 64·64·9 and 4 bn; layers 2 to 4 (planes p): convolutions
    // p/2·p·9 + 3·p·p·9, shortcut p/2·p, bn 2·p/2 + 3·2·p; linear 512·10 + 10
    [Fact]
    public void Width_64_has_the_parameters_of_the_paper()
    {
        var expected = 3 * 64 * 9 + 2 * 64 + 4 * (64 * 64 * 9 + 2 * 64) + 512 * 10 + 10;
        foreach (var p in new[] { 128, 256, 512 })
        {
            expected += p / 2 * p * 9 + 3 * p * p * 9 + p / 2 * p + p + 3 * 2 * p;
        }

        using var net = new PreActResNet18(new(3, 32, 32), classes: 10, width: 64);

        Assert.Equal(expected, net.parameters().Sum(p => p.numel()));
        Assert.InRange(expected, 11_165_000, 11_175_000);
    }

    [Theory]
    [InlineData(3, 8, 8, 2)]
    [InlineData(1, 9, 31, 5)]
    [InlineData(4, 33, 20, 130)]
    public void Any_size_from_8_pixels_gives_one_row_of_logits_an_image(int channels, int height, int width, int classes)
    {
        using var scope = NewDisposeScope();
        using var net = new PreActResNet18(new(channels, height, width), classes, width: 4);

        Assert.Equal([2, classes], net.call(rand(2, channels, height, width)).shape);
    }

    [Fact]
    public void A_head_over_features_gives_logits()
    {
        using var scope = NewDisposeScope();
        using var net = new FeatureHead(InputShape.Vector(17), classes: 3, hidden: 8);

        Assert.Equal([5, 3], net.call(rand(5, 17)).shape);
    }

    [Fact]
    public void Names_of_the_state_are_those_of_the_reference()
    {
        using var net = new PreActResNet18(new(3, 8, 8), classes: 2, width: 4);

        string[] names = [.. net.state_dict().Keys];

        Assert.Contains("layer2.0.shortcut.weight", names);
        Assert.Contains("layer4.1.bn2.running_var", names);
        Assert.Contains("linear.bias", names);
        Assert.DoesNotContain("layer1.0.shortcut.weight", names);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_seed_others()
    {
        var plan = new NetworkPlan(new(3, 8, 8), Classes: 2, ClassifierWidth: 4, Latents: 3, VaeWidth: 2);

        Assert.Equal(Weights(5), Weights(5));
        Assert.NotEqual(Weights(5), Weights(6));

        float[] Weights(ulong seed)
        {
            using var net = plan.Classifier(seed);
            return [.. net.parameters().SelectMany(p => p.data<float>().ToArray())];
        }
    }

    [Fact]
    public void Drawing_weights_leaves_no_tensors_behind()
    {
        using var net = new PreActResNet18(new(3, 8, 8), classes: 2, width: 2);

        Assert.Equal(0, LiveTensors.Added(() => WeightInitialization.Draw(net, 3)));
    }

    [Fact]
    public void First_weights_lie_within_the_fan_in_and_normalisations_start_at_one()
    {
        using var net = new NetworkPlan(new(3, 8, 8), 2, 4, 3, 2).Classifier(1);
        var parameters = net.named_parameters().ToDictionary(p => p.name, p => p.parameter.data<float>().ToArray());

        Assert.All(parameters["linear.weight"], w => Assert.InRange(w, -1 / Math.Sqrt(32), 1 / Math.Sqrt(32)));
        Assert.InRange(parameters["layer4.0.conv2.weight"].Max(), 0.9 / Math.Sqrt(32 * 9), 1 / Math.Sqrt(32 * 9));
        Assert.All(parameters["layer1.0.bn1.weight"], w => Assert.Equal(1, w));
        Assert.All(parameters["layer1.0.bn1.bias"], w => Assert.Equal(0, w));
    }

    [Fact]
    public void Training_steps_leave_no_tensors_behind()
    {
        using var net = new PreActResNet18(new(3, 8, 8), classes: 2, width: 2);
        Step(); // the first makes the gradients

        Assert.Equal(0, LiveTensors.Added(() => { Step(); Step(); }));

        void Step()
        {
            using var scope = NewDisposeScope();
            net.call(rand(2, 3, 8, 8)).sum().backward();
        }
    }
}
