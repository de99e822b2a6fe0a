using NoisyLabels.Datasets.Reading;
using NoisyLabels.Learning.Inputs;
using NoisyLabels.Testing;

namespace NoisyLabels.Datasets.Tests.Reading.Manifests;

public sealed class DescribedFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("metadata.csv", "file_name,label\na.jpg,cat\nsub/b.jpg,dog\n")]
    [InlineData(
        "metadata.jsonl",
        "{\"file_name\":\"a.jpg\",\"label\":\"cat\"}\n{\"file_name\":\"sub/b.jpg\",\"label\":\"dog\"}\n")]
    public void An_imagefolder_is_read_by_its_metadata_not_by_its_folders(string name, string content)
    {
        Images("a.jpg", "sub/b.jpg", "sub/c.jpg");
        _folder.Write(name, content);

        var dataset = Read();

        Assert.Equal(["cat", "dog"], dataset.Classes);
        Assert.Equal([("a.jpg", 0), ("sub/b.jpg", 1)], dataset.Items.Select(item => (item.FileName, item.GivenLabel)));
        Assert.Equal([new SkippedImage("sub/c.jpg", $"{name} does not list it, so it has no label.")], dataset.Skipped);
        Assert.False(dataset.IsFolderPerClass);
    }

    [Fact]
    public void Each_split_may_have_metadata_of_its_own()
    {
        Images("train/a.jpg", "test/a.jpg");
        _folder.Write("train/metadata.csv", "file_name,label\na.jpg,cat\ngone.jpg,cat\n");
        _folder.Write("test/metadata.jsonl", "{\"file_name\":\"a.jpg\",\"label\":\"dog\"}");

        var dataset = Read();

        Assert.Equal(
            [("test/a.jpg", "test", 1), ("train/a.jpg", "train", 0)],
            dataset.Items.Select(item => (item.FileName, item.Split, item.GivenLabel)));
        Assert.Equal([new SkippedImage("train/gone.jpg", "There is no such file.")], dataset.Skipped);
    }

    [Fact]
    public void One_metadata_file_above_splits_finds_them_by_the_folders()
    {
        Images("train/a.jpg", "test/a.jpg");
        _folder.Write("metadata.csv", "file_name,label\ntrain/a.jpg,cat\ntest/a.jpg,dog\n");

        Assert.Equal(["test", "train"], Read().Items.Select(item => item.Split));
    }

    [Fact]
    public void Metadata_without_labels_leaves_the_folders_their_meaning()
    {
        Images("cat/a.jpg", "dog/b.jpg");
        _folder.Write("metadata.csv", "file_name,text\ncat/a.jpg,a cat\n");

        var dataset = Read();

        Assert.True(dataset.IsFolderPerClass);
        Assert.Equal(["cat", "dog"], dataset.Classes);
    }

    [Fact]
    public void Two_files_of_labels_are_one_too_many()
    {
        Images("a.jpg");
        _folder.Write("metadata.csv", "file_name,label\na.jpg,cat\n");
        _folder.Write("metadata.jsonl", "{\"file_name\":\"a.jpg\",\"label\":\"dog\"}");

        var error = Assert.Throws<UserErrorException>(() => Read());

        Assert.Contains(
            "two files of labels, metadata.csv and metadata.jsonl", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fiftyone_names_images_by_stem_by_path_or_from_the_root()
    {
        Images("data/u1.jpg", "data/deep/u2.png", "data/u3.jpg", "u4.jpg", "data/u5.jpg", "data/u5.png");
        _folder.Write("labels.json", $$$"""
            {"classes": ["cat", "dog"], "labels": {
              "u1": 1, "deep/u2": 0, "{{{_folder["data/u3.jpg"]}}}": 1, "u4": {"label": 0, "confidence": 0.5},
              "u5": 0, "u6": 0, "u7": 9, "u8": null, "u9": [0, 1]}}
            """);

        var dataset = Read();

        Assert.Equal(
            [("data/deep/u2.png", "cat"), ("data/u1.jpg", "dog"), ("data/u3.jpg", "dog"), ("u4.jpg", "cat")],
            dataset.Items.Select(item => (item.FileName, dataset.Classes[item.GivenLabel])));
        (string File, string Words)[] skipped =
        [
            ("u5", "u5.png"), ("u6", "no image of that name"), ("u7", "no index into the 2 classes"),
            ("u8", "gives it no label"), ("u9", "list of labels"),
        ];
        Assert.All(skipped, one => Assert.Contains(
            one.Words,
            dataset.Skipped.Single(file => file.FileName == one.File).Reason,
            StringComparison.Ordinal));
    }

    [Fact]
    public void Fiftyone_may_name_classes_and_its_file_may_have_any_name_and_place()
    {
        Images("photos/a.jpg", "photos/b.jpg");
        var file = _folder.Write("elsewhere/mine", """{"classes": null, "labels": {"a": "cat", "b.jpg": "dog"}}""");

        var dataset = DatasetReader.Read(file, new DatasetOptions { Images = _folder["photos"] });

        Assert.Equal(_folder["photos"], dataset.Root);
        Assert.Equal([("a.jpg", 0), ("b.jpg", 1)], dataset.Items.Select(item => (item.FileName, item.GivenLabel)));
    }

    [Theory]
    [InlineData("""{"classes": ["cat"], "labels": {"a": 0}""", "cut off")]
    [InlineData("""{"classes": ["cat"], "labels": 3}""", "no object \"labels\"")]
    [InlineData("""{"classes": [1], "labels": {"a": 0}}""", "no list of names")]
    [InlineData("""{"classes": ["cat"], "labels": {"a": 0 "b": 0}}""", "is not JSON (line 1)")]
    public void Broken_labels_of_fiftyone_are_named(string content, string words)
    {
        Images("data/a.jpg");
        _folder.Write("labels.json", content);

        var error = Assert.Throws<UserErrorException>(() => Read());

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Contains(_folder["labels.json"], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_images_has_no_use_for_another()
    {
        Images("cat/a.jpg");

        var error = Assert.Throws<UserErrorException>(
            () => DatasetReader.Read(_folder.Path, new DatasetOptions { Images = _folder["cat"] }));

        Assert.Contains("--images goes with a file", error.Message, StringComparison.Ordinal);
    }

    private ImageDataset Read() => DatasetReader.Read(_folder.Path);

    private void Images(params string[] files)
    {
        foreach (var file in files)
        {
            _folder.Write(file, "content");
        }
    }
}
