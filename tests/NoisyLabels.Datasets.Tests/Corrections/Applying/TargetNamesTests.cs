using NoisyLabels.Datasets.Corrections;

namespace NoisyLabels.Datasets.Tests.Corrections.Applying;

public sealed class TargetNamesTests : ApplyScene
{
    [Fact]
    public void Taken_names_get_the_old_class_and_then_a_number()
    {
        Images("cat/1.jpg", "fox/1.jpg", "dog/1.jpg", "dog/cat__1.jpg", "dog/deep/2.jpg", "cat/deep/2.jpg");

        var summary = Apply(
            ("cat/1.jpg", "cat", "dog", 1), ("fox/1.jpg", "fox", "dog", 1), ("cat/deep/2.jpg", "cat", "dog", 1));

        Assert.Equal(
            [
                "dog/1.jpg", "dog/cat__1.jpg", "dog/cat__1_2.jpg", "dog/deep/2.jpg", "dog/deep/cat__2.jpg",
                "dog/fox__1.jpg", "manifest.csv",
            ],
            TargetFiles());
        Assert.Equal(
            [
                new Collision("cat/1.jpg", "dog/cat__1_2.jpg"), new Collision("cat/deep/2.jpg", "dog/deep/cat__2.jpg"),
                new Collision("fox/1.jpg", "dog/fox__1.jpg"),
            ],
            summary.Collisions);
        Assert.Equal(Content("src/dog/cat__1.jpg"), Content("dst/dog/cat__1.jpg"));
        Assert.Equal(Content("src/cat/1.jpg"), Content("dst/dog/cat__1_2.jpg"));
        Assert.Equal(
            3,
            File.ReadAllText(Path.Combine(Target, "manifest.csv")).Split("renamed, as the name was taken").Length - 1);
    }

    [Fact]
    public void Two_images_may_change_places()
    {
        Images("cat/1.jpg", "dog/1.jpg");

        var summary = Apply(("cat/1.jpg", "cat", "dog", 1), ("dog/1.jpg", "dog", "cat", 1));

        Assert.Empty(summary.Collisions);
        Assert.Equal(Content("src/cat/1.jpg"), Content("dst/dog/1.jpg"));
        Assert.Equal(Content("src/dog/1.jpg"), Content("dst/cat/1.jpg"));
    }

    [Fact]
    public void A_file_and_aFolder_of_one_name_do_not_clash()
    {
        Images("cat/x.jpg", "dog/x.jpg/1.png", "cat/y.jpg/1.png", "dog/y.jpg");

        Apply(("cat/x.jpg", "cat", "dog", 1), ("cat/y.jpg/1.png", "cat", "dog", 1));

        Assert.Equal(
            ["dog/cat__x.jpg", "dog/cat__y.jpg/1.png", "dog/x.jpg/1.png", "dog/y.jpg", "manifest.csv"], TargetFiles());
    }

    [Fact]
    public void Classes_that_lose_all_their_images_keep_theirFolder()
    {
        Images("cat/1.jpg", "dog/2.jpg");

        Apply(("cat/1.jpg", "cat", "dog", 1));

        Assert.True(Directory.Exists(Folder["dst/cat"]));
    }
}
