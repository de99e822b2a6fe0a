using NoisyLabels.Common.Files;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Datasets.Reading.Folders;

/// <summary>
/// Lists all files below a folder. Symbolic links are followed, but each real folder is visited once. Real folders go
/// first, so that a link from one class into another does not take its images.
/// </summary>
internal sealed class FolderWalk
{
    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
        MatchType = MatchType.Simple,
        ReturnSpecialDirectories = false,
    };

    private readonly string _root;
    private readonly List<string> _files = [];
    private readonly List<string> _folders = [];
    private readonly List<SkippedImage> _problems = [];
    private readonly SortedSet<string> _links = new(StringComparer.Ordinal);

    /// <summary>Real path → the name under which it was visited.</summary>
    private readonly Dictionary<string, string> _visited = new(RealPath.Comparer);

    private FolderWalk(string root) => _root = root;

    /// <exception cref="UserErrorException">The folder itself cannot be listed.</exception>
    public static FolderListing List(string root)
    {
        var walk = new FolderWalk(root);
        walk.Visit("", RealPath.Of(root));
        if (walk._problems is [{ FileName: "" } problem])
        {
            throw new UserErrorException($"\"{root}\": {problem.Reason}");
        }

        while (walk._links.Min is { } link)
        {
            walk._links.Remove(link);
            walk.Follow(link);
        }

        return new FolderListing(
            [.. walk._files.Order(StringComparer.Ordinal)],
            [.. walk._folders.Order(StringComparer.Ordinal)],
            walk._problems);
    }

    private void Visit(string relative, string realPath)
    {
        var pending = new Stack<(string Relative, string RealPath)>([(relative, realPath)]);
        while (pending.TryPop(out var folder))
        {
            if (!_visited.TryAdd(folder.RealPath, folder.Relative))
            {
                _problems.Add(
                    new SkippedImage(folder.Relative, AlreadyVisited(folder.Relative, _visited[folder.RealPath])));
                continue;
            }

            FileSystemInfo[] entries;
            try
            {
                entries = new DirectoryInfo(folder.RealPath).GetFileSystemInfos("*", Everything);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                _problems.Add(
                    new SkippedImage(folder.Relative, ImageFileCheck.FolderProblem(folder.Relative, exception)));
                continue;
            }

            AddFolder(folder.Relative);
            foreach (var entry in entries.Where(entry => !IgnoredNames.IsSystem(entry.Name)))
            {
                Sort(entry, folder.Relative, pending);
            }
        }
    }

    private void Sort(FileSystemInfo entry, string parent, Stack<(string Relative, string RealPath)> pending)
    {
        var relative = parent.Length == 0 ? entry.Name : $"{parent}/{entry.Name}";
        if (entry is not DirectoryInfo)
        {
            _files.Add(relative);
        }
        else if (entry.LinkTarget is null)
        {
            pending.Push((relative, entry.FullName));
        }
        else
        {
            _links.Add(relative);
        }
    }

    private void Follow(string link)
    {
        string target;
        try
        {
            target = RealPath.Of(Path.Combine(_root, link));
        }
        catch (IOException exception)
        {
            _problems.Add(new SkippedImage(link, exception.Message));
            return;
        }

        Visit(link, target);
    }

    private void AddFolder(string relative)
    {
        if (relative.Length > 0)
        {
            _folders.Add(relative);
        }
    }

    private static string AlreadyVisited(string relative, string visited)
    {
        if (visited.Length == 0 || relative.StartsWith(visited + "/", StringComparison.Ordinal))
        {
            return "It is a link back to a folder above it, a loop, and was not followed.";
        }

        return $"It leads to the same folder as \"{visited}\", whose images are taken there.";
    }
}
