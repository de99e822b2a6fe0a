using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Networks;

/// <summary>
/// A convolution in bfloat16 with its weights kept in float32 (Micikevicius et al. 2018), as TorchSharp has no autocast.
/// bfloat16 has the range of float32, so that losses need no scaling; normalisations and sums stay in float32.
/// </summary>
internal static class MixedConvolution
{
    /// <returns>float32 in both cases.</returns>
    public static Tensor Run(Conv2d convolution, Tensor x, bool isMixed) // [N, C, H, W] → [N, C', H', W']
    {
        if (!isMixed)
        {
            return convolution.call(x);
        }

        var y = nn.functional.conv2d(
            x.to(ScalarType.BFloat16),
            convolution.weight!.to(ScalarType.BFloat16),
            bias: null,
            [convolution.stride[0], convolution.stride[0]],
            [convolution.padding?[0] ?? 0, convolution.padding?[0] ?? 0]);
        return y.to(ScalarType.Float32);
    }
}
