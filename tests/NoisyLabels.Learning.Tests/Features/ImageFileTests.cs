using NoisyLabels.Learning.Features.Extraction;
using NoisyLabels.Testing;

namespace NoisyLabels.Learning.Tests.Features;

public sealed class ImageFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_read_also_through_symbolic_links()
    {
        var file = _folder.Write("a.jpg", [1, 2, 3]);
        File.CreateSymbolicLink(_folder["b.jpg"], file);
        File.CreateSymbolicLink(_folder["c.jpg"], _folder["b.jpg"]);
        Assert.Equal([1, 2, 3], ImageFile.Read(file, 100).Content!);
        Assert.Equal([1, 2, 3], ImageFile.Read(_folder["c.jpg"], 100).Content!);
    }

    [Fact]
    public void A_file_over_the_limit_is_not_read()
    {
        var file = _folder.Write("a.jpg", new byte[3 << 20]);
        Assert.Equal("It has 3 MiB; the most that is read is 2 MiB.", ImageFile.Read(file, 2 << 20).Problem);
    }

    [Fact]
    public void A_file_that_has_gone_since_it_was_listed_is_a_sentence() =>
        Assert.Equal("There is no such file.", ImageFile.Read(_folder["a.jpg"], 100).Problem);

    [Fact]
    public void A_loop_of_links_is_a_problem_of_that_file()
    {
        File.CreateSymbolicLink(_folder["a.jpg"], _folder["b.jpg"]);
        File.CreateSymbolicLink(_folder["b.jpg"], _folder["a.jpg"]);
        Assert.StartsWith("It ", ImageFile.Read(_folder["a.jpg"], 100).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_is_not_waited_for()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "This system has no /dev/zero.");
        File.CreateSymbolicLink(_folder["a.jpg"], "/dev/zero");
        Assert.Equal("It is empty (0 bytes).", ImageFile.Read(_folder["a.jpg"], 100).Problem);
    }
}
