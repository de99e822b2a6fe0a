using NoisyLabels.Learning.Native;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM;

/// <summary>Where networks are trained: the GPU where the library is built for one and it is there, else the processor.</summary>
internal static class ComputeDevice
{
    public static bool IsGpu
    {
        get
        {
            TorchRuntime.EnsureLoaded();
            return cuda.is_available();
        }
    }

    /// <summary>As <c>run.json</c> calls it.</summary>
    public static string Name => IsGpu ? "cuda" : "cpu";

    public static Device Best => IsGpu ? CUDA : CPU;
}
