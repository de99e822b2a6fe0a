using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Networks;

/// <summary>ReLU on a tensor that nobody else needs.</summary>
/// <remarks>
/// A normalisation keeps its input for the gradients and not its output, so that ReLU may write over it: a tensor less to
/// take from the system and to read.
/// </remarks>
internal static class Activation
{
    /// <param name="own">Is written over, and is not to be used any more.</param>
    public static Tensor Relu(Tensor own)
    {
        var active = own.relu_();
        if (!ReferenceEquals(active, own))
        {
            own.Dispose();
        }

        return active;
    }
}
