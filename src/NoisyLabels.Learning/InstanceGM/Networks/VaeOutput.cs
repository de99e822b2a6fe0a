using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Networks;

/// <summary>What the generative half says of a batch.</summary>
/// <param name="XHat">[N, …] parameters of p(x | y, z), 0 to 1.</param>
/// <param name="NoisyLogits">[N, K] of p(ỹ | x, y).</param>
/// <param name="Mu">[N, D] mean of q(z | x, y).</param>
/// <param name="LogVar">[N, D] logarithm of its variance.</param>
internal readonly record struct VaeOutput(Tensor XHat, Tensor NoisyLogits, Tensor Mu, Tensor LogVar);
