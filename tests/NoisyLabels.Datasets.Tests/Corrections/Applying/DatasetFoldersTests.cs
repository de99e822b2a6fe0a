namespace NoisyLabels.Datasets.Tests.Corrections.Applying;

public sealed class DatasetFoldersTests : ApplyScene
{
    [Fact]
    public void The_destination_must_be_new_or_empty()
    {
        Images("cat/1.jpg");
        Folder.Write("dst/precious", "x");
        AssertRefused("is not empty");
        File.Delete(Folder["dst/precious"]);

        Apply();

        Assert.Equal(["cat/1.jpg", "manifest.csv"], TargetFiles());
    }

    [Fact]
    public void The_destination_must_be_no_file()
    {
        Images("cat/1.jpg");
        Folder.Write("dst", "x");

        AssertRefused("is a file");
    }

    [Theory]
    [InlineData("src", "lies in the destination")]
    [InlineData("src/out", "never written to")]
    [InlineData("src/cat/../out/deep", "never written to")]
    [InlineData("alias/out", "never written to")]
    [InlineData(".", "lies in the destination")]
    public void Source_and_destination_may_not_lie_in_one_another(string destination, string expected)
    {
        Images("cat/1.jpg");
        Directory.CreateSymbolicLink(Folder["alias"], "src");

        var error = Assert.Throws<UserErrorException>(() => Apply(Folder[destination]));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(
            ["src/cat/1.jpg"], Folder.Files().Where(file => !file.StartsWith("alias", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_neighbour_whose_name_begins_alike_is_anotherFolder()
    {
        Images("cat/1.jpg");

        Apply(Folder["src-corrected"]);

        Assert.True(File.Exists(Folder["src-corrected/cat/1.jpg"]));
    }
}
