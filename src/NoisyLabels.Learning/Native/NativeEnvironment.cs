using System.Runtime.InteropServices;

namespace NoisyLabels.Learning.Native;

/// <summary>
/// Environment variables as native libraries see them: .NET keeps a copy of its own, which they never look at.
/// </summary>
internal static partial class NativeEnvironment
{
    /// <summary>Sets a variable unless it is set already. Does nothing but on Linux.</summary>
    public static void SetDefault(string name, string value)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = SetVariable(name, value, overwrite: 0);
        }
    }

    /// <summary>The value of a variable; null where it is not set.</summary>
    public static string? Get(string name) => Marshal.PtrToStringUTF8(GetVariable(name));

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetVariable(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint GetVariable(string name);
}
