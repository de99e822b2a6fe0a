using System.Runtime.InteropServices;

namespace NoisyLabels.Learning.Native;

/// <summary>The heap of native libraries: glibc's, which gives memory back too late for us, or too early.</summary>
internal static partial class NativeHeap
{
    private const int TrimThreshold = -1;
    private const int MapThreshold = -3;

    /// <summary>The largest that glibc takes.</summary>
    private const int LargestOnHeap = 32 << 20;

    /// <summary>What glibc arrives at by itself where blocks that large come and go.</summary>
    private const int UsuallyKept = 64 << 20;

    private static readonly Lock Gate = new();
    private static int _keepers;

    /// <summary>
    /// Keeps what is freed for what is needed next, until the last of such scopes ends. Each step of a training frees
    /// hundreds of megabytes and asks for them again: given back between, the system has to clear every page anew, which
    /// took two fifths of a step on a virtual machine.
    /// </summary>
    public static IDisposable Keep() => new Scope();

    /// <summary>
    /// Gives freed memory back to the system, where the C library can do that. To load a network takes three times its
    /// size for a moment, and what is freed is kept, once for each thread that loaded: 150 MB for ResNet-18.
    /// </summary>
    public static void Trim()
    {
        if (OperatingSystem.IsLinux())
        {
            TryCall(() => MallocTrim(0));
        }
    }

    private static void SetKept(int bytes)
    {
        if (OperatingSystem.IsLinux())
        {
            TryCall(() => MallocOption(MapThreshold, LargestOnHeap));
            TryCall(() => MallocOption(TrimThreshold, bytes));
        }
    }

    private static void TryCall(Func<int> call)
    {
        try
        {
            _ = call();
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // Not glibc (Alpine): there is nothing to do.
        }
    }

    private sealed class Scope : IDisposable
    {
        private bool _isOver;

        public Scope()
        {
            lock (Gate)
            {
                if (_keepers++ == 0)
                {
                    SetKept(int.MaxValue);
                }
            }
        }

        public void Dispose()
        {
            lock (Gate)
            {
                if (_isOver)
                {
                    return;
                }

                _isOver = true;
                if (--_keepers == 0)
                {
                    SetKept(UsuallyKept);
                    Trim();
                }
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MallocTrim(nint pad);

    [LibraryImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MallocOption(int option, int value);
}
