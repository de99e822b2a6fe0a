using System.Runtime.InteropServices;

namespace NoisyLabels.Learning.Native;

/// <summary>Ends a process in which a thread may still be inside libtorch.</summary>
public static partial class NativeProcess
{
    /// <summary>
    /// Ends it at once. At an ordinary end libtorch takes its tables apart, and a thread that still computes crashes.
    /// Whatever was written must have been flushed before.
    /// </summary>
    /// <param name="code">The exit code.</param>
    public static void Leave(int code)
    {
        if (!OperatingSystem.IsWindows())
        {
            ExitNow(code);
        }

        Environment.Exit(code); // Windows stops all other threads first.
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void ExitNow(int code);
}
