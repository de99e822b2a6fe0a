using NoisyLabels.Learning.InstanceGM.Inputs;
using NoisyLabels.Learning.InstanceGM.Networks;
using NoisyLabels.Learning.Native;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Tests.InstanceGM.Networks;

public sealed class VaeTests
{
    private const int Classes = 3;
    private const int Latents = 5;

    public VaeTests() => TorchRuntime.EnsureLoaded();

    public static TheoryData<int, int, int> Shapes => new()
    {
        { 3, 8, 8 },
        { 3, 32, 32 },
        { 1, 17, 40 },
        { 24, 0, 0 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_output_has_its_shape_for_images_of_any_size_and_for_vectors(int channels, int height, int width)
    {
        using var scope = NewDisposeScope();
        var shape = new InputShape(channels, height, width);
        using var vae = new Vae(shape, Classes, Latents, width: 2);
        var x = rand(shape.Batch(2));

        var output = vae.Run(x, Labels(), randn(2, Latents));

        Assert.Equal(x.shape, output.XHat.shape);
        Assert.Equal([2, Classes], output.NoisyLogits.shape);
        Assert.Equal([2, Latents], output.Mu.shape);
        Assert.Equal([2, Latents], output.LogVar.shape);
    }

    // encoder and noisy head: Linear 10·1024 + 1024, Conv1×1 3·3 + 3, convolutions 4→32→64→128→256 with biases and bn;
    // heads 2·(1024·25 + 25) and 1024·10 + 10; decoder: Linear 35·1024 + 1024, transposed 256→128→64→32→32, conv 32→3
    [Fact]
    public void At_the_sizes_of_the_paper_the_parameters_are_those_of_its_layers()
    {
        int[] up = [4, 32, 64, 128, 256];
        int[] down = [256, 128, 64, 32, 32];
        var trunk = 10 * 1024 + 1024 + 3 * 3 + 3 + up.Zip(up[1..]).Sum(l => l.First * l.Second * 9 + l.Second + 2 * l.Second);
        var decoder = 35 * 1024 + 1024 + down.Zip(down[1..]).Sum(l => l.First * l.Second * 9 + l.Second + 2 * l.Second) + 32 * 3 * 9 + 3;

        using var vae = new Vae(new(3, 32, 32), classes: 10, latents: 25, width: 32);

        Assert.Equal(2 * trunk + 2 * (1024 * 25 + 25) + 1024 * 10 + 10 + decoder, vae.parameters().Sum(p => p.numel()));
    }

    [Fact]
    public void Reconstructions_are_squashed_once_and_so_reach_both_dark_and_light()
    {
        using var scope = NewDisposeScope();
        using var vae = new Vae(InputShape.Vector(200), Classes, Latents, width: 2);
        var (x, y, noise) = (rand(2, 200), Labels(), 20 * randn(2, Latents));
        vae.eval();

        var once = vae.Run(x, y, noise).XHat;
        var twice = vae.Run(x, y, noise, twiceSquashed: true).XHat;

        Assert.InRange(once.min().item<float>(), 0, 0.45f);
        Assert.InRange(once.max().item<float>(), 0.55f, 1);
        Assert.InRange(twice.min().item<float>(), 0.5f, 0.732f);
        Assert.InRange(twice.max().item<float>(), 0.5f, 0.732f);
    }

    [Fact]
    public void The_noisy_head_sees_the_reconstruction_or_the_input_as_told()
    {
        using var scope = NewDisposeScope();
        using var vae = new Vae(InputShape.Vector(6), Classes, Latents, width: 2);
        vae.eval();
        var (x, y) = (rand(2, 6), Labels());
        var (noiseA, noiseB) = (zeros(2, Latents), 30 * ones(2, Latents));

        Assert.Equal(Logits(noiseA, headSeesInput: true), Logits(noiseB, headSeesInput: true));
        Assert.NotEqual(Logits(noiseA, headSeesInput: false), Logits(noiseB, headSeesInput: false));

        float[] Logits(Tensor noise, bool headSeesInput) => vae.Run(x, y, noise, headSeesInput).NoisyLogits.data<float>().ToArray();
    }

    [Fact]
    public void Gradients_reach_the_sample_of_the_clean_label()
    {
        using var scope = NewDisposeScope();
        using var vae = new Vae(new(3, 8, 8), Classes, Latents, width: 2);
        var y = Labels().requires_grad_();

        var output = vae.Run(rand(2, 3, 8, 8), y, randn(2, Latents));
        (output.XHat.mean() + output.NoisyLogits.pow(2).mean()).backward();

        Assert.True(y.grad!.abs().sum().item<float>() > 0);
    }

    [Fact]
    public void Training_steps_leave_no_tensors_behind()
    {
        using var vae = new Vae(new(3, 8, 8), Classes, Latents, width: 2);
        Step();

        Assert.Equal(0, LiveTensors.Added(() => { Step(); Step(); }));

        void Step()
        {
            using var scope = NewDisposeScope();
            var output = vae.Run(rand(2, 3, 8, 8), Labels(), randn(2, Latents));
            (output.XHat.sum() + output.NoisyLogits.sum() + output.Mu.sum() + output.LogVar.sum()).backward();
        }
    }

    private static Tensor Labels() => tensor(new[] { 1f, 0, 0, 0.2f, 0.3f, 0.5f }, [2, Classes]);
}
