namespace NoisyLabels.Learning.Examples;

/// <summary>
/// A folder that appears whole or not at all: it is filled under another name beside its place and renamed at the end.
/// </summary>
internal sealed class StagedFolder : IDisposable
{
    private readonly string _target;

    /// <exception cref="UserErrorException">The target is a file, or a folder with something in it.</exception>
    public StagedFolder(string target)
    {
        RequireEmptyOrAbsent(target);
        _target = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(target));
        Path = $"{_target}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"Nothing can be written beside {target}: choose another folder ({exception.Message}).", exception);
        }
    }

    /// <summary>Where to write for the time being.</summary>
    public string Path { get; }

    public static void RequireEmptyOrAbsent(string target)
    {
        if (File.Exists(target))
        {
            throw new UserErrorException($"{target} is a file: name a new or an empty folder.");
        }

        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
        {
            throw new UserErrorException($"The folder {target} is not empty: name a new or an empty one.");
        }
    }

    /// <summary>Puts the folder in its place.</summary>
    public void Commit()
    {
        RequireEmptyOrAbsent(_target);
        if (Directory.Exists(_target))
        {
            Directory.Delete(_target);
        }

        Directory.Move(Path, _target);
    }

    /// <summary>Takes away what was not committed.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
