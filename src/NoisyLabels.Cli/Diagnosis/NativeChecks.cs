using NoisyLabels.Learning.Native;

namespace NoisyLabels.Cli.Diagnosis;

/// <summary>The native library that trains the heads.</summary>
internal static class NativeChecks
{
    public static IEnumerable<Finding> Torch()
    {
        Finding finding;
        try
        {
            finding = Finding.Ok("libtorch", $"loads {TorchRuntime.EnsureLoaded()}");
        }
        catch (UserErrorException exception)
        {
            finding = Finding.Fail("libtorch", "does not load", exception.Message);
        }

        yield return finding;
    }

    /// <summary>Which build of libtorch lies beside the program, and whether there is a device for it.</summary>
    public static IEnumerable<Finding> Gpu()
    {
        var isCudaBuild = Directory.Exists(AppContext.BaseDirectory)
            && Directory.EnumerateFiles(AppContext.BaseDirectory, "*torch_cuda*", SearchOption.AllDirectories).Any();
        var hasDevice = File.Exists("/proc/driver/nvidia/version") || File.Exists("/dev/nvidia0");
        yield return (isCudaBuild, hasDevice) switch
        {
            (true, true) => Finding.Ok("GPU", "CUDA build, NVIDIA device present"),
            (true, false) => Finding.Warn(
                "GPU",
                "CUDA build, but no NVIDIA driver",
                "Install the driver, or ignore this: everything runs on the processor."),
            (false, true) => Finding.Ok(
                "GPU",
                "not used: this is the CPU build (a CUDA build is made with -p:TorchDevice=cuda)"),
            _ => Finding.Ok("GPU", "none, and none is needed"),
        };
    }
}
