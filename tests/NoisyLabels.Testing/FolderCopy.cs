namespace NoisyLabels.Testing;

/// <summary>Copies the files of a folder, with the folders that they lie in.</summary>
public static class FolderCopy
{
    public static void Make(string from, string to, string pattern = "*")
    {
        foreach (var file in Directory.EnumerateFiles(from, pattern, SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
