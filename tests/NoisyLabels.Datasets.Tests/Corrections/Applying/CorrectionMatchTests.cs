using System.Security.Cryptography;
using NoisyLabels.Datasets.Corrections;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Datasets.Tests.Corrections.Applying;

public sealed class CorrectionMatchTests : ApplyScene
{
    [Fact]
    public void Bare_file_names_of_the_predecessor_are_found_by_name_and_label()
    {
        Images("cat/1.jpg", "dog/1.jpg", "cat/2.jpg", "cat/a/3.jpg", "cat/b/3.jpg");

        var summary = Apply(("1.jpg", "dog", "cat", 1), ("2.jpg", "cat", "dog", 1), ("3.jpg", "cat", "dog", 1));

        Assert.Equal(
            ["cat/1.jpg", "cat/a/3.jpg", "cat/b/3.jpg", "cat/dog__1.jpg", "dog/2.jpg", "manifest.csv"], TargetFiles());
        Assert.Equal("It fits 2 images (cat/a/3.jpg, cat/b/3.jpg).", Assert.Single(summary.NotApplied).Reason);
        Assert.Equal(["cat/1.jpg"], summary.Unlisted);
    }

    [Fact]
    public void Corrections_that_know_another_label_are_named_and_not_applied()
    {
        Images("cat/1.jpg", "cat/2.jpg", "cat/3.jpg");

        var summary = Apply(
            ("cat/1.jpg", "dog", "fox", 1), ("cat/2.jpg", "cat", "dog", 1), ("cat/3.jpg", "cat", "cat", 1));

        Assert.Equal(
            [new SkippedImage("cat/1.jpg", "The corrections know it as \"dog\", but here it is \"cat\".")],
            summary.NotApplied);
        Assert.Equal(["cat/1.jpg", "cat/3.jpg", "dog/2.jpg", "manifest.csv"], TargetFiles());
    }

    [Fact]
    public void Corrections_of_another_dataset_are_refused()
    {
        Images("cat/1.jpg", "dog/2.jpg");

        AssertRefused(
            "2 of 3 do not fit the images",
            ("cat/1.jpg", "cat", "dog", 1),
            ("x/2.jpg", "a", "b", 1),
            ("dog/2.jpg", "cat", "b", 1));
        AssertRefused("\"train/cat/1.jpg\" is not there", ("train/cat/1.jpg", "cat", "dog", 1));
    }

    [Fact]
    public void An_image_whose_content_changed_is_named_and_not_moved()
    {
        Images("cat/1.jpg", "cat/2.jpg");
        var hash = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Folder["src/cat/2.jpg"])));

        var summary = Apply(
            new ApplyOptions(),
            new Correction("cat/1.jpg", "cat", "dog", 1) { Sha256 = hash },
            new Correction("cat/2.jpg", "cat", "dog", 1) { Sha256 = hash });

        Assert.Equal(["cat/1.jpg", "dog/2.jpg", "manifest.csv"], TargetFiles());
        Assert.Equal(["cat/1.jpg"], summary.NotApplied.Select(file => file.FileName));
    }

    [Fact]
    public void Images_of_the_same_names_with_other_contents_are_another_dataset()
    {
        Images("cat/1.jpg", "cat/2.jpg", "cat/3.jpg", "cat/4.jpg");
        Correction[] corrections =
        [
            .. Enumerable.Range(1, 4).Select(i => new Correction($"cat/{i}.jpg", "cat", "dog", 1) { Sha256 = "00" }),
        ];

        var error = Assert.Throws<UserErrorException>(() => Apply(new ApplyOptions(), corrections));

        Assert.Contains("made for other images", error.Message, StringComparison.Ordinal);
        Assert.Contains("4 have another content", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Target));
    }
}
