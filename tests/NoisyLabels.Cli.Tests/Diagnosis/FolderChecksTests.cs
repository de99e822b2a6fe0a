using NoisyLabels.Cli.Diagnosis;
using NoisyLabels.Testing;

namespace NoisyLabels.Cli.Tests.Diagnosis;

public sealed class FolderChecksTests
{
    [Fact]
    public void A_folder_that_can_be_written_is_fine_and_stays_empty()
    {
        using var folder = new TemporaryFolder();

        var finding = FolderChecks.Check("cache folder", folder["new"], "NOISYLABELS_CACHE");

        Assert.NotEqual(Verdict.Fail, finding.Verdict);
        Assert.Empty(folder.Files());
    }

    [Fact]
    public void A_folder_that_cannot_be_made_fails_and_says_what_to_set()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("file", "in the way");

        var finding = FolderChecks.Check("cache folder", Path.Combine(file, "cache"), "NOISYLABELS_CACHE");

        Assert.Equal(Verdict.Fail, finding.Verdict);
        Assert.Contains("NOISYLABELS_CACHE", finding.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1L << 20, Verdict.Fail)]
    [InlineData(1L << 30, Verdict.Warn)]
    [InlineData(1L << 33, Verdict.Ok)]
    public void Little_room_is_worth_a_line(long free, object verdict) =>
        Assert.Equal(verdict, FolderChecks.Judge("cache folder", "/cache", "NOISYLABELS_CACHE", free).Verdict);

    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(76_558_000_000, "71.3 GiB")]
    public void Sizes_read_as_people_write_them(long bytes, string text) => Assert.Equal(text, ByteSize.Text(bytes));
}
