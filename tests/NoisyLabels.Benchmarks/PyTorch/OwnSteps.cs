using System.Diagnostics;
using NoisyLabels.Learning.InstanceGM;
using NoisyLabels.Learning.InstanceGM.Networks;
using NoisyLabels.Learning.InstanceGM.Training;
using NoisyLabels.Learning.Native;
using static TorchSharp.torch;

namespace NoisyLabels.Benchmarks.PyTorch;

/// <summary>Steps of plain cross-entropy with the classifier and the optimiser of a training.</summary>
internal sealed class OwnSteps : IDisposable
{
    private readonly IDisposable _heap = NativeHeap.Keep(); // as a training does
    private readonly TwinNetworks _networks;
    private readonly Tensor _inputs;
    private readonly Tensor _labels;

    public OwnSteps(int width, int batch, int side, int classes)
    {
        var options = InstanceGmOptions.Paper with { ClassifierWidth = width, VaeWidth = 1 };
        var plan = new NetworkPlan(new(3, side, side), classes, width, options.Latents, options.VaeWidth);
        _networks = new(plan, options, new(0), CPU);
        _inputs = rand(batch, 3, side, side);
        _labels = randint(classes, batch, ScalarType.Int64);
    }

    public long Parameters => _networks.A.Classifier.parameters().Sum(p => p.numel());

    /// <returns>Seconds.</returns>
    public double Run(int steps)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < steps; i++)
        {
            using var scope = NewDisposeScope();
            var loss = nn.functional.cross_entropy(_networks.A.Classifier.call(_inputs), _labels);
            _networks.A.ClassifierOptimizer.zero_grad();
            loss.backward();
            _networks.A.ClassifierOptimizer.step();
            loss.item<float>();
        }

        return watch.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        _networks.Dispose();
        _inputs.Dispose();
        _labels.Dispose();
        _heap.Dispose();
    }
}
