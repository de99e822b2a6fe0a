using NoisyLabels.Datasets.Reading;
using NoisyLabels.Testing;

namespace NoisyLabels.Datasets.Tests.Reading;

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

    [Fact]
    public void Cifar_with_human_labels_is_read_by_its_column()
    {
        Assert.SkipWhen(SharedData.Cifar10n is null, SharedData.AbsentReason);
        var root = SharedData.Unzipped(SharedData.Cifar10n);
        var manifest = Directory.EnumerateFiles(root, "labels.csv", SearchOption.AllDirectories).Single();

        var dataset = DatasetReader.Read(manifest, new DatasetOptions { LabelColumn = "random1" });

        Assert.Equal(10, dataset.Classes.Count);
        Assert.Equal(10_000, dataset.Items.Count);
        Assert.All(dataset.Items, item => Assert.Equal("train", item.Split));
        Assert.Equal(2_000, dataset.Skipped.Count);
        Assert.All(dataset.Skipped, file => Assert.Contains("no label", file.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Cats_and_dogs_are_read_by_their_folders()
    {
        Assert.SkipWhen(SharedData.CatsDogs is null, SharedData.AbsentReason);

        var dataset = DatasetReader.Read(Path.Combine(SharedData.Unzipped(SharedData.CatsDogs), "cats-dogs"));

        Assert.Equal(["cat", "dog"], dataset.Classes);
        Assert.Equal(800, dataset.Items.Count);
        Assert.Empty(dataset.Skipped);
    }
}
