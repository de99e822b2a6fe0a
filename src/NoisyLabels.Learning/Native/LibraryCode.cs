using System.Runtime.InteropServices;

namespace NoisyLabels.Learning.Native;

/// <summary>Replaces instructions of a loaded library where they are known to be what is expected.</summary>
internal static class LibraryCode
{
    /// <param name="landmark">An exported function of the library or of one that it needs.</param>
    /// <param name="distance">Bytes from there to the code.</param>
    /// <param name="known">What must be there.</param>
    /// <param name="start">First byte of it that is replaced.</param>
    /// <returns>False where this is another library or system; nothing is changed then.</returns>
    public static bool TryReplace(
        nint library, string landmark, long distance, ReadOnlySpan<byte> known, int start, ReadOnlySpan<byte> code)
    {
        if (!OperatingSystem.IsLinux()
            || RuntimeInformation.ProcessArchitecture != Architecture.X64
            || !NativeLibrary.TryGetExport(library, landmark, out var function))
        {
            return false;
        }

        try
        {
            // The kernel lets a process write to its own code here, page by page a private copy; and reading what is not
            // there fails instead of ending the process.
            using var memory = File.OpenHandle("/proc/self/mem", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            var found = new byte[known.Length];
            if (RandomAccess.Read(memory, found, function + distance) != known.Length || !known.SequenceEqual(found))
            {
                return false;
            }

            RandomAccess.Write(memory, code, function + distance + start);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
