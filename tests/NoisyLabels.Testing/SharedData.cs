using System.IO.Compression;

namespace NoisyLabels.Testing;

/// <summary>
/// Real images with known truth that may lie in a folder <c>shared</c> beside the repository. A clone without them
/// skips the tests that need them: <c>Assert.SkipWhen(SharedData.Cifar10n is null, SharedData.AbsentReason)</c>.
/// </summary>
public static class SharedData
{
    public const string AbsentReason = "The data sets of ../shared are not beside this repository.";

    /// <summary>Root of the repository: the folder that holds NoisyLabels.sln.</summary>
    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    /// <summary>The folder <c>../shared</c>; null where it is absent.</summary>
    public static string? Root { get; } = ExistingFolder(Path.Combine(RepositoryRoot, "..", "shared"));

    /// <summary>10,000 + 2,000 CIFAR images with human labels, as a zip file; null where it is absent.</summary>
    public static string? Cifar10n { get; } = ExistingFile("data", "cifar10n-dev.zip");

    /// <summary>800 photographs of cats and dogs, as a zip file; null where it is absent.</summary>
    public static string? CatsDogs { get; } = ExistingFile("data", "cats-dogs-dev.zip");

    /// <summary>Folder of cleanlab's outputs on real probabilities; null where it is absent.</summary>
    public static string? Parity { get; } =
        Root is null ? null : ExistingFolder(Path.Combine(Root, "data", "parity"));

    /// <summary>Folder of further backbones (ONNX with descriptors); null where it is absent.</summary>
    public static string? Backbones { get; } =
        Root is null ? null : ExistingFolder(Path.Combine(Root, "backbones"));

    /// <summary>Folder of recorded Label Studio traffic, one folder a version; null where it is absent.</summary>
    public static string? Captures { get; } =
        Root is null ? null : ExistingFolder(Path.Combine(Root, "reference", "captures"));

    /// <summary>
    /// Unpacks a zip file into a folder below the temporary folder, once for each version of the file, and returns
    /// that folder. Test programs that run at the same time may ask for the same file.
    /// </summary>
    public static string Unzipped(string zipFile)
    {
        var file = new FileInfo(zipFile);
        var name = $"{Path.GetFileNameWithoutExtension(zipFile)}-{file.Length:x}-{file.LastWriteTimeUtc.Ticks:x}";
        var target = Path.Combine(Path.GetTempPath(), "noisylabels-test-data", name);
        if (Directory.Exists(target))
        {
            return target;
        }

        var partial = $"{target}.{Guid.NewGuid():N}";
        ZipFile.ExtractToDirectory(zipFile, partial);
        try
        {
            Directory.Move(partial, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            Directory.Delete(partial, recursive: true);
        }

        return target;
    }

    private static string FindRepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NoisyLabels.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No NoisyLabels.sln above {AppContext.BaseDirectory}.");
    }

    private static string? ExistingFile(params string[] parts) =>
        Root is not null && Path.Combine([Root, .. parts]) is var path && File.Exists(path) ? path : null;

    private static string? ExistingFolder(string path) => Directory.Exists(path) ? Path.GetFullPath(path) : null;
}
