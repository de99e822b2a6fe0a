using System.Diagnostics;
using System.Xml.Linq;
using NoisyLabels.Testing;

namespace NoisyLabels.Architecture.Tests;

/// <summary>The files of this repository as text: what is under version control, and what is about to be.</summary>
internal static class Repository
{
    private static readonly string[] BinaryExtensions = [".png", ".jpg", ".onnx", ".npy", ".parquet", ".ico"];

    /// <summary>The folder that holds NoisyLabels.sln.</summary>
    public static string Root => SharedData.RepositoryRoot;

    /// <summary>Paths below <see cref="Root"/>, forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = ListFiles();

    public static IEnumerable<string> TextFiles =>
        Files.Where(file => !BinaryExtensions.Contains(Path.GetExtension(file)));

    public static IEnumerable<string> SourceFiles =>
        Files.Where(file => file.StartsWith("src/", StringComparison.Ordinal));

    public static IEnumerable<string> CSharpFiles =>
        Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    public static IEnumerable<string> Projects =>
        Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal));

    public static IEnumerable<string> SourceProjects => Projects.Intersect(SourceFiles);

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    public static string Text(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static XDocument Xml(string file) => XDocument.Load(Path.Combine(Root, file));

    /// <summary>Lines that <paramref name="isWrong"/> names, as <c>file:line: text</c>.</summary>
    public static IReadOnlyList<string> LinesThat(this IEnumerable<string> files, Func<string, bool> isWrong) =>
    [
        .. from file in files
           from line in Lines(file).Index()
           where isWrong(line.Item)
           select $"{file}:{line.Index + 1}: {line.Item.Trim()}",
    ];

    private static string[] ListFiles()
    {
        var start = new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.True(git.ExitCode == 0, "git ls-files failed; these tests read the files that git knows.");
        return
        [
            .. output
                .Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Distinct()
                .Where(file => File.Exists(Path.Combine(Root, file))),
        ];
    }
}
