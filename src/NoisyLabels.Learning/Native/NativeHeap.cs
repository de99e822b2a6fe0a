using System.Runtime.InteropServices;

namespace NoisyLabels.Learning.Native;

/// <summary>The heap of native libraries.</summary>
/// <remarks>
/// To load a network takes three times its size for a moment, and glibc keeps what is freed, once for each thread that
/// loaded: 150 MB for ResNet-18.
/// </remarks>
internal static partial class NativeHeap
{
    /// <summary>Gives freed memory back to the system, where the C library can do that.</summary>
    public static void Trim()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = MallocTrim(0);
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // Not glibc (Alpine): there is nothing to do.
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MallocTrim(nint pad);
}
