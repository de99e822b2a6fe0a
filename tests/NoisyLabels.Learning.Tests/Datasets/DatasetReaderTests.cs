using NoisyLabels.Learning.Datasets;
using NoisyLabels.Testing;

namespace NoisyLabels.Learning.Tests.Datasets;

public sealed class DatasetReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_does_not_exist_is_said_to_be_missing()
    {
        var error = Assert.Throws<UserErrorException>(() => DatasetReader.Read(_folder["nowhere"]));

        Assert.Equal($"There is no file or folder \"{_folder["nowhere"]}\".", error.Message);
    }

    [Fact]
    public void A_file_that_is_no_manifest_is_refused()
    {
        var file = _folder.Write("photo.jpg", "x");

        var error = Assert.Throws<UserErrorException>(() => DatasetReader.Read(file));

        Assert.Contains("neither a folder of images nor a manifest", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("set")]
    [InlineData("set/")]
    [InlineData("set/../set")]
    public void The_root_is_the_same_however_it_is_written(string written)
    {
        _folder.Write("set/cat/1.jpg", "x");

        var dataset = DatasetReader.Read(_folder[written]);

        Assert.Equal(_folder["set"], dataset.Root);
        Assert.Equal(_folder["set/cat/1.jpg"], Assert.Single(dataset.Items).FullPath);
    }
}
