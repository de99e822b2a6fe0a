using System.Security.Cryptography;

namespace NoisyLabels.EndToEnd.Tests.Team;

/// <summary>A folder of class folders with wrong labels in it, and a <c>truth.csv</c> that only the tests read.</summary>
internal sealed class NoisyFolder
{
    /// <summary>Right class by the content of the image: names may change on the way.</summary>
    private readonly Dictionary<string, string> _byContent = new(StringComparer.Ordinal);

    public NoisyFolder(string root)
    {
        Root = root;
        foreach (var columns in File.ReadLines(Path.Combine(root, "truth.csv")).Skip(1).Select(line => line.Split(',')))
        {
            Truth.Add(columns[0], columns[1]);
            _byContent[Sum(Path.Combine(root, columns[0]))] = columns[1];
        }
    }

    public string Root { get; }

    /// <summary>Right class of each image, by its path below the folder.</summary>
    public Dictionary<string, string> Truth { get; } = new(StringComparer.Ordinal);

    public int Count => Truth.Count;

    public IReadOnlySet<string> Classes => Truth.Values.ToHashSet(StringComparer.Ordinal);

    /// <summary>How many of these images lie in the right class below another folder.</summary>
    public int RightBelow(string folder) => Directory.EnumerateFiles(folder, "*.jpg", SearchOption.AllDirectories)
        .Count(file => _byContent[Sum(file)] == Path.GetFileName(Path.GetDirectoryName(file)));

    private static string Sum(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
