using System.Runtime.InteropServices;

namespace NoisyLabels.Datasets.Files;

/// <summary>A second name for a file; .NET 10 has no call for it.</summary>
internal static partial class HardLink
{
    /// <summary>errno of link(2): the two names would lie on different file systems.</summary>
    private const int CrossDevice = 18;

    /// <summary>GetLastError of CreateHardLink: the same.</summary>
    private const int NotSameDevice = 17;

    /// <exception cref="IOException">The link cannot be made; the message says why.</exception>
    public static void Create(string path, string existing)
    {
        var done = OperatingSystem.IsWindows() ? CreateHardLink(path, existing, 0) : Link(existing, path) == 0;
        if (done)
        {
            return;
        }

        var error = Marshal.GetLastPInvokeError();
        var reason = error == (OperatingSystem.IsWindows() ? NotSameDevice : CrossDevice)
            ? "the two lie on different file systems"
            : Marshal.GetPInvokeErrorMessage(error);
        throw new IOException($"\"{existing}\" cannot get a hard link at \"{path}\": {reason}");
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(string existing, string path);

    [LibraryImport(
        "kernel32", EntryPoint = "CreateHardLinkW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateHardLink(string path, string existing, nint attributes);
}
