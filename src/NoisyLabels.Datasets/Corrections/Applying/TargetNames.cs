using NoisyLabels.Common.Files;

namespace NoisyLabels.Datasets.Corrections.Applying;

/// <summary>
/// Gives out paths in the corrected dataset, each once. Where a name is taken, the old class is put before it
/// (<c>cat__001.jpg</c>), and then a number behind it (<c>cat__001_2.jpg</c>).
/// </summary>
internal sealed class TargetNames
{
    private readonly HashSet<string> _files = new(RealPath.Comparer);
    private readonly HashSet<string> _folders = new(RealPath.Comparer);

    /// <summary>Folders that exist already, so that no file may be called so.</summary>
    public void AddFolder(string folder)
    {
        for (var path = folder; path.Length > 0; path = Parent(path))
        {
            _folders.Add(path);
        }
    }

    /// <param name="folder">The class folder, with its split.</param>
    /// <param name="rest">The path below the class folder that the image would like to have.</param>
    /// <param name="oldClass">Goes before the name where that is taken.</param>
    public string Take(string folder, string rest, string oldClass)
    {
        var path = Candidates(rest, oldClass).Select(name => $"{folder}/{name}").First(IsFree);
        _files.Add(path);
        AddFolder(Parent(path));
        return path;
    }

    private static IEnumerable<string> Candidates(string rest, string oldClass)
    {
        yield return rest;
        var slash = rest.LastIndexOf('/');
        var (above, name) = (rest[..(slash + 1)], rest[(slash + 1)..]);
        yield return $"{above}{oldClass}__{name}";

        // Behind a folder whose own name is taken by a file, no name of the file helps: rename the folder instead.
        if (slash > 0)
        {
            yield return $"{oldClass}__{rest}";
        }

        var (stem, extension) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
        for (var number = 2; ; number++)
        {
            yield return $"{above}{oldClass}__{stem}_{number}{extension}";
            if (slash > 0)
            {
                yield return $"{oldClass}__{number}__{rest}";
            }
        }
    }

    private bool IsFree(string path)
    {
        if (_files.Contains(path) || _folders.Contains(path))
        {
            return false;
        }

        for (var above = Parent(path); above.Length > 0; above = Parent(above))
        {
            if (_files.Contains(above))
            {
                return false;
            }
        }

        return true;
    }

    private static string Parent(string path) => path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : "";
}
