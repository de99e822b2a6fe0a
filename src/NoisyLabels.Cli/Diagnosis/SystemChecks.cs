using System.Runtime.InteropServices;

namespace NoisyLabels.Cli.Diagnosis;

/// <summary>The program, the machine, and how much of it there is.</summary>
internal static class SystemChecks
{
    /// <summary>10,000 images take less than this, the libraries' own memory included.</summary>
    private const long ComfortableMemory = 2L << 30;

    public static IEnumerable<Finding> Versions()
    {
        var architecture = RuntimeInformation.ProcessArchitecture;
        var system = $"{RuntimeInformation.OSDescription.Trim()}, {architecture}";
        var detail = $"{ProductVersion.Text}, {RuntimeInformation.FrameworkDescription}, {system}";
        yield return Environment.Is64BitProcess
            ? Finding.Ok("noisylabels", detail)
            : Finding.Fail("noisylabels", detail, "Use a 64-bit .NET runtime; the native libraries need one.");
    }

    public static IEnumerable<Finding> Processors()
    {
        yield return Finding.Ok("threads", $"{Environment.ProcessorCount}; --threads sets another number");
    }

    public static IEnumerable<Finding> Memory()
    {
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        yield return available >= ComfortableMemory
            ? Finding.Ok("memory", $"{ByteSize.Text(available)} for this process")
            : Finding.Warn(
                "memory",
                $"{ByteSize.Text(available)} for this process",
                "Large datasets may need more; use fewer --threads.");
    }
}
