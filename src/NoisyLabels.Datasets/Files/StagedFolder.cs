using NoisyLabels.Common.Files;
namespace NoisyLabels.Datasets.Files;

/// <summary>
/// A folder that comes into being at once or not at all: it is filled beside its target and moved there when it is
/// whole. Where nothing may be created beside the target (a mount point, a parent without write permission, the working
/// folder) it is filled inside the target and its entries are moved up.
/// </summary>
internal sealed class StagedFolder : IDisposable
{
    private readonly string _target;
    private readonly bool _inside;
    private readonly string _retired;
    private readonly Stack<string> _createdParents = [];
    private bool _committed;

    /// <param name="target">Does not exist, or is a folder whose content may go. Links in it are followed.</param>
    /// <exception cref="IOException">Nothing can be created there.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, for want of permission.</exception>
    public StagedFolder(string target)
    {
        _target = RealPath.Of(target);
        var name = $".noisylabels-{Guid.NewGuid():N}";
        var parent = System.IO.Path.GetDirectoryName(_target) ?? _target;
        _inside = Directory.Exists(_target) && (IsPinned(_target) || !CanCreateIn(parent, name));
        var home = _inside ? _target : parent;
        CreateParents(home);
        Path = System.IO.Path.Combine(home, name + ".partial");
        _retired = System.IO.Path.Combine(home, name + ".old");
        try
        {
            Directory.CreateDirectory(Path);
        }
        catch
        {
            RemoveCreatedParents();
            throw;
        }
    }

    /// <summary>Where to put the files until <see cref="Commit"/>.</summary>
    public string Path { get; }

    /// <summary>
    /// Puts the folder in its place; what lay there before is gone afterwards. On failure it is put back.
    /// </summary>
    public void Commit()
    {
        if (_inside)
        {
            ReplaceEntries();
        }
        else
        {
            ReplaceFolder();
        }

        _committed = true;
        Delete(_retired);
    }

    public void Dispose()
    {
        if (_committed)
        {
            return;
        }

        Delete(Path);
        RemoveCreatedParents();
    }

    private void ReplaceFolder()
    {
        var replaces = Directory.Exists(_target);
        if (replaces)
        {
            Directory.Move(_target, _retired);
        }

        try
        {
            Directory.Move(Path, _target);
        }
        catch when (replaces)
        {
            Directory.Move(_retired, _target);
            throw;
        }
    }

    private void ReplaceEntries()
    {
        var moved = new Stack<(string From, string To)>();
        Directory.CreateDirectory(_retired);
        try
        {
            var old = Directory.GetFileSystemEntries(_target).Where(entry => entry != Path && entry != _retired);
            foreach (var entry in old)
            {
                Move(entry, _retired, moved);
            }

            foreach (var entry in Directory.GetFileSystemEntries(Path))
            {
                Move(entry, _target, moved);
            }
        }
        catch
        {
            while (moved.TryPop(out var move))
            {
                Directory.Move(move.To, move.From);
            }

            Delete(_retired);
            throw;
        }

        Delete(Path);
    }

    private static void Move(string entry, string folder, Stack<(string From, string To)> moved)
    {
        var to = System.IO.Path.Combine(folder, System.IO.Path.GetFileName(entry));
        Directory.Move(entry, to);
        moved.Push((entry, to));
    }

    /// <summary>
    /// Mount points cannot be renamed, and a shell that stands in the folder would be left in the old one.
    /// </summary>
    private static bool IsPinned(string folder) =>
        RealPath.IsWithin(RealPath.Of(Environment.CurrentDirectory), folder)
        || DriveInfo.GetDrives().Any(drive => System.IO.Path.TrimEndingDirectorySeparator(drive.Name) == folder);

    private static bool CanCreateIn(string parent, string name)
    {
        var probe = System.IO.Path.Combine(parent, name + ".probe");
        try
        {
            Directory.CreateDirectory(probe);
            Directory.Delete(probe);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void CreateParents(string folder)
    {
        var missing = new Stack<string>();
        var next = folder;
        while (next is not null && !Directory.Exists(next))
        {
            missing.Push(next);
            next = System.IO.Path.GetDirectoryName(next);
        }

        foreach (var path in missing)
        {
            Directory.CreateDirectory(path);
            _createdParents.Push(path);
        }
    }

    private void RemoveCreatedParents()
    {
        while (_createdParents.TryPop(out var folder))
        {
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }
        }
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
