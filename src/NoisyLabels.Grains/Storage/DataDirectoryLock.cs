using System.Globalization;
using System.Text;
using NoisyLabels.Learning;

namespace NoisyLabels.Grains.Storage;

/// <summary>
/// Keeps a second copy of the one-process product off the same data: Orleans would let it start on the same ports, and
/// both would write the same files. The system lets go of the lock when the process ends, however it ends.
/// </summary>
public sealed class DataDirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DataDirectoryLock(FileStream file) => _file = file;

    /// <exception cref="UserErrorException">
    /// Another process works on this directory, or it cannot be written; the message says which and what to do.
    /// </exception>
    public static DataDirectoryLock Take(string dataDirectory)
    {
        try
        {
            Directory.CreateDirectory(dataDirectory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"The data directory {dataDirectory} cannot be made: {e.Message} Name another one with --data.", e);
        }

        var path = Path.Combine(dataDirectory, ".lock");
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(Encoding.UTF8.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            return new DataDirectoryLock(file);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new UserErrorException(
                $"The data directory {dataDirectory} cannot be written. Let this user write there, or name another one with --data.",
                e);
        }
        catch (IOException e)
        {
            throw new UserErrorException(
                $"Another process works on the data directory {dataDirectory}. Stop it, or name another one with --data.",
                e);
        }
    }

    public void Dispose() => _file.Dispose();
}
