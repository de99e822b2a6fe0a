using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Networks;

/// <summary>
/// PyTorch's first weights, from a seed of our own: its constructors draw from one generator for the whole process,
/// which trainings side by side would share.
/// </summary>
internal static class WeightInitialization
{
    // U(−1/√fan-in, 1/√fan-in) for weights and biases of linear maps and convolutions; normalisations start at 1 and 0
    public static void Draw(nn.Module module, ulong seed)
    {
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        using var generator = new Generator(seed);
        var bounds = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, parameter) in module.named_parameters())
        {
            var dot = name.LastIndexOf('.');
            var (owner, kind) = (name[..dot], name[(dot + 1)..]);
            if (kind == "weight" && parameter.dim() > 1)
            {
                // Weights are [out, in, …], and [in, out, …] of transposed convolutions, where PyTorch takes the second, too.
                bounds[owner] = 1 / Math.Sqrt(parameter.shape[1..].Aggregate(1L, (a, b) => a * b));
                parameter.uniform_(-bounds[owner], bounds[owner], generator);
            }
            else if (kind == "bias" && bounds.TryGetValue(owner, out var bound))
            {
                parameter.uniform_(-bound, bound, generator);
            }
        }
    }
}
