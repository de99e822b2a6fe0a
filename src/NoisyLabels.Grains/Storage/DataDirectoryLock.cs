using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace NoisyLabels.Grains.Storage;

/// <summary>
/// Keeps a second copy of the one-process product off the same data: Orleans would let it start on the same ports, and
/// both would write the same files. The system lets go of the lock when the process ends, however it ends.
/// </summary>
public sealed class DataDirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DataDirectoryLock(FileStream file) => _file = file;

    /// <summary>The file also says who holds it, for people: number of the process, and when it began.</summary>
    /// <exception cref="UserErrorException">
    /// Another process works on this directory, or it cannot be written; the message says which and what to do.
    /// </exception>
    public static DataDirectoryLock Take(string dataDirectory)
    {
        FileStream? file = null;
        try
        {
            Directory.CreateDirectory(dataDirectory);
            file = new FileStream(
                Path.Combine(dataDirectory, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(Encoding.UTF8.GetBytes(Holder()));
            file.Flush();
            return new DataDirectoryLock(file);
        }
        catch (IOException e) when (file is null && IsHeld(e))
        {
            throw new UserErrorException(
                $"Another process works on the data directory {dataDirectory}; its file .lock says which. Stop it, "
                + "or name another directory with --data.",
                e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw new UserErrorException(
                $"The data directory {dataDirectory} cannot be written: {e.Message} Let this user write there, or name "
                + "another one with --data.",
                e);
        }
    }

    public void Dispose() => _file.Dispose();

    private static string Holder()
    {
        using var process = Process.GetCurrentProcess();
        return string.Create(
            CultureInfo.InvariantCulture, $"{process.Id} {process.StartTime.ToUniversalTime():yyyy-MM-ddTHH:mm:ssZ}\n");
    }

    /// <summary>EWOULDBLOCK of Linux and of the BSDs, and Windows' sharing violation.</summary>
    private static bool IsHeld(IOException e) => (e.HResult & 0xFFFF) is 11 or 35 or 32;
}
