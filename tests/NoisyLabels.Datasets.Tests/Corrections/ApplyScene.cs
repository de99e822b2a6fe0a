using System.Security.Cryptography;
using NoisyLabels.Datasets.Corrections;
using NoisyLabels.Testing;

namespace NoisyLabels.Datasets.Tests.Corrections;

/// <summary>A source in <c>src</c>, a destination <c>dst</c> beside it, and short ways to apply corrections.</summary>
public abstract class ApplyScene : IDisposable
{
    private protected TemporaryFolder Folder { get; } = new();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected string Source => Folder["src"];

    protected string Target => Folder["dst"];

    protected void Images(params string[] files)
    {
        foreach (var file in files)
        {
            Folder.Write("src/" + file, "image " + file);
        }
    }

    protected ApplySummary Apply(params (string Path, string From, string To, double Score)[] corrections) =>
        Apply(new ApplyOptions(), [.. corrections.Select(c => new Correction(c.Path, c.From, c.To, c.Score))]);

    protected ApplySummary Apply(ApplyOptions options, params Correction[] corrections) =>
        CorrectedDatasetWriter.Write(
            new CorrectionSet(null, null, corrections), Source, Target, options, null, Token);

    protected ApplySummary Apply(string destination, ApplyOptions? options = null) =>
        CorrectedDatasetWriter.Write(
            new CorrectionSet(null, null, []), Source, destination, options, null, Token);

    protected void AssertRefused(
        string expected, params (string Path, string From, string To, double Score)[] corrections)
    {
        var before = Folder.Files();
        var error = Assert.Throws<UserErrorException>(() => Apply(corrections));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Folder.Files());
    }

    protected IEnumerable<string> TargetFiles() =>
        Folder.Files().Where(file => file.StartsWith("dst/", StringComparison.Ordinal)).Select(
            file => file["dst/".Length..]);

    protected string Content(string file) => File.ReadAllText(Folder[file]);

    protected static IEnumerable<(string Path, string Hash)> Tree(string root) =>
        Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories)
            .Select(entry => (
                Path.GetRelativePath(root, entry),
                Directory.Exists(entry) ? "folder" : Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(entry)))))
            .OrderBy(entry => entry.Item1, StringComparer.Ordinal);
}
