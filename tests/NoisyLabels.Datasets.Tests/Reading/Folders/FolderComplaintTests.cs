using NoisyLabels.Datasets.Reading;
using NoisyLabels.Testing;

namespace NoisyLabels.Datasets.Tests.Reading.Folders;

public sealed class FolderComplaintTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_empty_folder_is_told_what_is_expected() =>
        AssertComplaint("a folder with one sub-folder for each class is expected", "but it is empty");

    [Fact]
    public void Images_without_class_folders_are_counted()
    {
        _folder.Write("1.jpg", "x");
        _folder.Write("2.png", "x");

        AssertComplaint("holds 2 images but no class folder", "file_name and label");
    }

    [Fact]
    public void A_manifest_beside_loose_images_is_pointed_at()
    {
        _folder.Write("1.jpg", "x");
        _folder.Write("mine.csv", "file_name,label\n1.jpg,cat\n");

        AssertComplaint("no class folder", $"pass that file: \"{_folder["mine.csv"]}\"");
    }

    [Fact]
    public void Other_files_are_named()
    {
        _folder.Write("notes.txt", "x");

        AssertComplaint("no folder that could be taken for a class", "notes.txt: It is not an image by its extension");
    }

    [Fact]
    public void Class_folders_without_images_are_listed()
    {
        _folder.CreateFolder("cat");
        _folder.CreateFolder("dog");

        AssertComplaint("holds 2 class folders (cat, dog) but no image in any of them");
    }

    [Fact]
    public void Class_folders_whose_images_were_all_left_out_say_why()
    {
        _folder.Write("cat/1.jpg", "");

        AssertComplaint("holds 1 class folder (cat)", "1 file left out (cat/1.jpg: It is empty (0 bytes))");
    }

    private void AssertComplaint(params string[] parts)
    {
        var error = Assert.Throws<UserErrorException>(() => DatasetReader.Read(_folder.Path));
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}
