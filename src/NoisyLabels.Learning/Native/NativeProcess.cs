using System.Runtime.InteropServices;

namespace NoisyLabels.Learning.Native;

/// <summary>This process as native libraries see it: its environment, and its end.</summary>
public static partial class NativeProcess
{
    /// <summary>
    /// Ends the process at once, also while a thread is inside libtorch. At an ordinary end libtorch takes its tables
    /// apart, and a thread that still computes crashes. Flush whatever was written before.
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

    /// <summary>
    /// Sets an environment variable unless it is set already. .NET changes only a copy of its own, which native libraries
    /// never look at. Does nothing but on Linux.
    /// </summary>
    internal static void SetDefault(string name, string value)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = SetVariable(name, value, overwrite: 0);
        }
    }

    /// <summary>The value of an environment variable; null where it is not set.</summary>
    internal static string? GetVariable(string name) => Marshal.PtrToStringUTF8(ReadVariable(name));

    [LibraryImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void ExitNow(int code);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetVariable(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint ReadVariable(string name);
}
