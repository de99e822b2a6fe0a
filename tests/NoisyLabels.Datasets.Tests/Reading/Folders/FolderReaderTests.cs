using NoisyLabels.Datasets.Reading;
using NoisyLabels.Datasets.Tests.Files;
using NoisyLabels.Learning.Inputs;
using NoisyLabels.Testing;

namespace NoisyLabels.Datasets.Tests.Reading.Folders;

public sealed class FolderReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_folder_is_a_class_and_names_stay_relative()
    {
        Write("dog/b.JPG", "cat/a.png", "cat/deep/er/c.webp");

        var dataset = Read();

        Assert.Equal(["cat", "dog"], dataset.Classes);
        Assert.Equal(["cat/a.png", "cat/deep/er/c.webp", "dog/b.JPG"], dataset.Items.Select(item => item.FileName));
        Assert.Equal([0, 0, 1], dataset.Items.Select(item => item.GivenLabel));
        Assert.All(dataset.Items, item => Assert.Null(item.Split));
        Assert.Empty(dataset.Skipped);
    }

    [Fact]
    public void Classes_are_in_ordinal_order()
    {
        Write("b/1.jpg", "B/1.jpg", "a/1.jpg", "ä/1.jpg", "_/1.jpg", "10/1.jpg", "9/1.jpg");

        Assert.Equal(["10", "9", "B", "_", "a", "b", "ä"], Read().Classes);
    }

    [Fact]
    public void Items_are_in_ordinal_order_of_their_whole_path()
    {
        Write("a/1.jpg", "a-b/1.jpg", "a/B.jpg", "a/a.jpg");

        Assert.Equal(["a-b/1.jpg", "a/1.jpg", "a/B.jpg", "a/a.jpg"], Read().Items.Select(item => item.FileName));
    }

    [Fact]
    public void Empty_classes_are_kept()
    {
        Write("cat/1.jpg");
        _folder.CreateFolder("empty");

        var dataset = Read();

        Assert.Equal(["cat", "empty"], dataset.Classes);
        Assert.Empty(dataset.Skipped);
    }

    [Fact]
    public void One_class_is_a_dataset_too()
    {
        Write("cat/1.jpg");

        Assert.Equal(["cat"], Read().Classes);
    }

    [Fact]
    public void Splits_are_recognised_by_their_names()
    {
        Write("train/cat/1.jpg", "train/dog/deep/2.jpg", "Val/cat/3.jpg", "test/bird/4.jpg");

        var dataset = Read();

        Assert.Equal(["bird", "cat", "dog"], dataset.Classes);
        Assert.Equal(["Val", "test", "train", "train"], dataset.Items.Select(item => item.Split));
        Assert.Equal([1, 0, 1, 2], dataset.Items.Select(item => item.GivenLabel));
    }

    [Fact]
    public void A_class_that_only_sounds_like_a_split_stays_a_class()
    {
        Write("train/deep/1.jpg", "bus/2.jpg");

        Assert.Equal(["bus", "train"], Read().Classes);
    }

    [Fact]
    public void Folders_named_like_splits_that_hold_images_only_are_classes()
    {
        Write("train/1.jpg", "test/2.jpg");

        Assert.Equal(["test", "train"], Read().Classes);
    }

    [Fact]
    public void Images_in_a_split_but_in_no_class_are_named()
    {
        Write("train/cat/1.jpg", "test/unknown.jpg");

        var skipped = Assert.Single(Read().Skipped);

        Assert.Equal("test/unknown.jpg", skipped.FileName);
        Assert.Contains("SPLIT/CLASS/IMAGE", skipped.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Loose_images_beside_classes_are_named()
    {
        Write("cat/1.jpg", "loose.jpg");

        Assert.Equal(["loose.jpg"], Read().Skipped.Select(file => file.FileName));
    }

    [Fact]
    public void Hidden_system_and_description_files_are_left_out_without_a_word()
    {
        Write("cat/1.jpg", "cat/.DS_Store", "cat/Thumbs.db", "cat/._1.jpg", "__MACOSX/cat/1.jpg", ".git/config",
            "metadata.csv", "labels.csv", "classes.txt", "README.md");

        var dataset = Read();

        Assert.Equal(["cat"], dataset.Classes);
        Assert.Single(dataset.Items);
        Assert.Empty(dataset.Skipped);
    }

    [Fact]
    public void Other_files_are_named_as_no_images()
    {
        Write("cat/1.jpg", "cat/notes.txt", "cat/no-extension", "model.pt");

        Assert.Equal(
            [
                new SkippedImage("cat/no-extension", "It is not an image by its extension."),
                new SkippedImage("cat/notes.txt", "It is not an image by its extension."),
                new SkippedImage("model.pt", "It is not an image by its extension."),
            ],
            Read().Skipped);
    }

    [Fact]
    public void A_folder_called_like_an_image_is_no_image()
    {
        Write("cat/1.jpg");
        _folder.CreateFolder("cat/x.jpg");
        _folder.CreateFolder("y.jpg");

        var dataset = Read();

        Assert.Equal(["cat"], dataset.Classes);
        Assert.Equal(
            [("cat/x.jpg", "It is a folder, not an image."), ("y.jpg", "It is a folder, not an image.")],
            dataset.Skipped.Select(file => (file.FileName, file.Reason)));
    }

    [Fact]
    public void A_folder_called_like_an_image_that_holds_images_is_read()
    {
        Write("cat/x.jpg/1.png", "dog.png/2.jpg");

        var dataset = Read();

        Assert.Equal(["cat", "dog.png"], dataset.Classes);
        Assert.Equal(2, dataset.Items.Count);
        Assert.Empty(dataset.Skipped);
    }

    [Fact]
    public void Empty_files_are_named()
    {
        Write("cat/1.jpg");
        _folder.Write("cat/0.jpg", "");

        Assert.Equal([new SkippedImage("cat/0.jpg", "It is empty (0 bytes).")], Read().Skipped);
    }

    [Fact]
    public void A_pipe_does_not_hang_the_reader()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Named pipes are made with mkfifo.");
        Write("cat/1.jpg");
        Assert.SkipUnless(Shell.Run($"mkfifo '{_folder["cat/pipe.jpg"]}'") == 0, "mkfifo is not to be had here.");

        Assert.Equal(["cat/pipe.jpg"], Read().Skipped.Select(file => file.FileName));
    }

    [Fact]
    public void Links_are_followed()
    {
        using var elsewhere = new TemporaryFolder();
        elsewhere.Write("birds/1.jpg", "x");
        elsewhere.Write("2.jpg", "x");
        Write("cat/1.jpg");
        Directory.CreateSymbolicLink(_folder["bird"], elsewhere["birds"]);
        File.CreateSymbolicLink(_folder["cat/2.jpg"], elsewhere["2.jpg"]);

        var dataset = Read();

        Assert.Equal(["bird/1.jpg", "cat/1.jpg", "cat/2.jpg"], dataset.Items.Select(item => item.FileName));
        Assert.Empty(dataset.Skipped);
    }

    [Fact]
    public void Loops_of_links_are_named_and_not_followed()
    {
        Write("cat/1.jpg");
        Directory.CreateSymbolicLink(_folder["cat/up"], "..");
        Directory.CreateSymbolicLink(_folder["self"], "self");
        Directory.CreateSymbolicLink(_folder["again"], _folder.Path);

        var dataset = Read();

        Assert.Equal(["cat"], dataset.Classes);
        Assert.Single(dataset.Items);
        Assert.Equal(["again", "cat/up", "self"], dataset.Skipped.Select(file => file.FileName));
        Assert.Contains("a loop", dataset.Skipped[0].Reason, StringComparison.Ordinal);
        Assert.Contains("a loop", dataset.Skipped[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_from_one_class_into_another_does_not_take_its_images()
    {
        Write("cat/1.jpg", "dog/2.jpg");
        Directory.CreateSymbolicLink(_folder["cat/all"], "../dog");

        var dataset = Read();

        Assert.Equal(["cat/1.jpg", "dog/2.jpg"], dataset.Items.Select(item => item.FileName));
        var skipped = Assert.Single(dataset.Skipped);
        Assert.Equal("cat/all", skipped.FileName);
        Assert.Contains("same folder as \"dog\"", skipped.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_nothing_is_named()
    {
        Write("cat/1.jpg");
        File.CreateSymbolicLink(_folder["cat/2.jpg"], "gone.jpg");

        Assert.Equal(
            [new SkippedImage("cat/2.jpg", "It is a link to \"gone.jpg\", which does not exist.")], Read().Skipped);
    }

    [Fact]
    public void Unreadable_files_and_folders_are_named()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess || OperatingSystem.IsWindows(), "Root reads everything.");
        Write("cat/1.jpg", "cat/closed.jpg", "cat/shut/2.jpg");
        Shell.Run($"chmod 000 '{_folder["cat/closed.jpg"]}' '{_folder["cat/shut"]}'");

        var dataset = Read();

        Assert.Single(dataset.Items);
        Assert.Equal(
            [
                new SkippedImage("cat/closed.jpg", "It cannot be read: permission denied."),
                new SkippedImage("cat/shut", "The folder cannot be read: permission denied."),
            ],
            dataset.Skipped);
    }

    [Theory]
    [InlineData("two words.jpg")]
    [InlineData("it's \"quoted\", twice.jpg")]
    [InlineData("line\nbreak\r\n.jpg")]
    [InlineData("שלום עולם.jpg")]
    [InlineData("猫\u202E😀.jpg")]
    [InlineData("back\\slash.jpg")]
    [InlineData(" leading and trailing .jpg")]
    public void Odd_names_are_read_as_they_are(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows forbids most of these names.");
        Write($"class of {name}/{name}");

        var dataset = Read();

        Assert.Equal([$"class of {name}/{name}"], dataset.Items.Select(item => item.FileName));
        Assert.Equal([$"class of {name}"], dataset.Classes);
        Assert.True(File.Exists(dataset.Items[0].FullPath));
    }

    [Fact]
    public void Names_that_are_not_utf8_are_named_with_what_to_do()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has names that are not Unicode.");
        Write("cat/1.jpg");
        var cat = _folder["cat"];
        try
        {
            Shell.Run(
                $@"cd '{cat}' && printf x > $'caf\xe9.jpg' && mkdir $'d\xe9' && printf x > $'d\xe9/2.jpg'");

            var dataset = Read();

            Assert.Single(dataset.Items);
            Assert.Equal(["cat/caf\uFFFD.jpg", "cat/d\uFFFD"], dataset.Skipped.Select(file => file.FileName));
            Assert.All(dataset.Skipped, file => Assert.Contains("rename it", file.Reason, StringComparison.Ordinal));
        }
        finally
        {
            Shell.Run($"rm -rf '{_folder.Path}'");
        }
    }

    [Fact]
    public void One_name_in_two_classes_is_two_images()
    {
        Write("cat/1.jpg", "dog/1.jpg");

        Assert.Equal(["cat/1.jpg", "dog/1.jpg"], Read().Items.Select(item => item.FileName));
    }

    [Fact]
    public void Results_of_an_earlier_run_are_no_class()
    {
        Write("cat/1.jpg", "results/run.json", "results/issues.csv", "results/preview.jpg");

        var dataset = Read();

        Assert.Equal(["cat"], dataset.Classes);
        Assert.Equal([new SkippedImage("results", "It holds the results of an earlier run.")], dataset.Skipped);
    }

    private void Write(params string[] files)
    {
        foreach (var file in files)
        {
            _folder.Write(file, "content");
        }
    }

    private ImageDataset Read() => DatasetReader.Read(_folder.Path);
}
