using NoisyLabels.Common.Files;
using NoisyLabels.Testing;

namespace NoisyLabels.Common.Tests.Files;

public sealed class RealPathTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_path_without_links_stays_as_it_is() =>
        Assert.Equal(Real("a/b.txt"), RealPath.Of(_folder["a/./x/../b.txt"]));

    [Fact]
    public void Links_in_the_middle_and_at_the_end_are_followed()
    {
        _folder.Write("real/inner/file.txt", "x");
        Directory.CreateSymbolicLink(_folder["alias"], "real");
        File.CreateSymbolicLink(_folder["real/inner/again"], "../inner/file.txt");

        Assert.Equal(Real("real/inner/file.txt"), RealPath.Of(_folder["alias/inner/again"]));
    }

    [Fact]
    public void An_absolute_link_starts_over_at_the_root()
    {
        _folder.CreateFolder("real");
        Directory.CreateSymbolicLink(_folder["alias"], _folder["real"]);

        Assert.Equal(Real("real/new/file"), RealPath.Of(_folder["alias/new/file"]));
    }

    [Fact]
    public void Links_in_a_circle_are_an_error()
    {
        File.CreateSymbolicLink(_folder["a"], "b");
        File.CreateSymbolicLink(_folder["b"], "a");

        Assert.Contains(
            "circle", Assert.Throws<IOException>(() => RealPath.Of(_folder["a"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/data/set", "/data/set", true)]
    [InlineData("/data/set/a", "/data/set", true)]
    [InlineData("/data/setting", "/data/set", false)]
    [InlineData("/data", "/data/set", false)]
    [InlineData("/data", "/", true)]
    public void Within_is_decided_by_whole_names(string path, string folder, bool expected) =>
        Assert.Equal(expected, RealPath.IsWithin(path, folder));

    private string Real(string relative) => Path.Combine(RealPath.Of(_folder.Path), relative);
}
