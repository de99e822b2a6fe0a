using NoisyLabels.Datasets.Corrections;

namespace NoisyLabels.Datasets.Tests.Corrections.Applying;

public sealed class SourceLayoutTests : ApplyScene
{
    [Fact]
    public void Splits_are_kept_as_they_are_with_their_empty_classes()
    {
        Images("train/cat/1.jpg", "train/dog/2.jpg", "test/cat/3.jpg");
        Folder.CreateFolder("src/test/dog");

        Apply(("train/cat/1.jpg", "cat", "dog", 0.9));

        Assert.Equal(
            [
                "manifest.csv", "test", "test/cat", "test/cat/3.jpg", "test/dog", "train", "train/cat", "train/dog",
                "train/dog/1.jpg", "train/dog/2.jpg",
            ],
            Tree(Target).Select(entry => entry.Path));
    }

    [Fact]
    public void A_manifest_becomes_aFolder_per_class()
    {
        Images("images/1.jpg", "more/1.jpg", "2.jpg", "3.jpg");
        var manifest = Folder.Write(
            "src/labels.csv", "file_name,label\nimages/1.jpg,cat\nmore/1.jpg,cat\n2.jpg,dog\n3.jpg,dog\n");

        var summary = CorrectedDatasetWriter.Write(
            new CorrectionSet(null, null, [new Correction("2.jpg", "dog", "cat", 1)]), manifest, Folder["src/out"],
            cancellationToken: Token);

        Assert.Equal(
            ["cat/1.jpg", "cat/2.jpg", "cat/cat__1.jpg", "dog/3.jpg", "manifest.csv"],
            Folder.Files().Where(file => file.StartsWith("src/out/", StringComparison.Ordinal)).Select(
                file => file["src/out/".Length..]));
        Assert.Equal([new Collision("more/1.jpg", "cat/cat__1.jpg")], summary.Collisions);
    }

    [Fact]
    public void A_manifest_with_splits_becomesFolders_of_splits()
    {
        Images("1.jpg", "2.jpg");
        var manifest = Folder.Write("src/labels.jsonl",
            "{\"file_name\":\"1.jpg\",\"label\":\"cat\",\"split\":\"train\"}\n"
            + "{\"file_name\":\"2.jpg\",\"label\":\"cat\",\"split\":\"test\"}\n");

        CorrectedDatasetWriter.Write(
            new CorrectionSet(null, null, [new Correction("2.jpg", "cat", "dog", 1)]), manifest, Target,
            cancellationToken: Token);

        Assert.Equal(["manifest.csv", "test/dog/2.jpg", "train/cat/1.jpg"], TargetFiles());
        Assert.True(Directory.Exists(Folder["dst/test/cat"]));
    }

    [Fact]
    public void A_manifest_whose_labels_are_no_names_ofFolders_is_refused()
    {
        Images("1.jpg");
        var manifest = Folder.Write("src/labels.csv", "file_name,label\n1.jpg,cat/dog\n");

        Assert.Throws<UserErrorException>(() => CorrectedDatasetWriter.Write(
            new CorrectionSet(null, null, []), manifest, Target, null, null, Token));
        Assert.False(Directory.Exists(Target));
    }

    [Theory]
    [InlineData("../evil", "a slash")]
    [InlineData("/etc", "a slash")]
    [InlineData("a\\b", "a slash")]
    [InlineData("..", "lead to another folder")]
    [InlineData(".hidden", "begins with a dot")]
    public void Labels_that_are_no_safe_names_ofFolders_are_refused(string label, string expected)
    {
        Images("cat/1.jpg");

        AssertRefused(expected, ("cat/1.jpg", "cat", label, 1));
    }
}
