using System.Text.Json;
using CsCheck;
using NoisyLabels.Datasets.Reading;
using NoisyLabels.Learning.Inputs;
using NoisyLabels.Testing;

namespace NoisyLabels.Datasets.Tests.Reading.Manifests;

public sealed class ManifestReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("file_name,label\n{0},cat\n{1},dog\n")]
    [InlineData("path,class\r\n{0},cat\r\n{1},dog")]
    [InlineData("id,Filename,given_label\n1,{0},cat\n2,{1},dog\n")]
    [InlineData("\uFEFFfilepath;label\n{0};cat\n{1};dog\n")]
    [InlineData("FILE_NAME\tLabel\n{0}\tcat\n\n{1}\tdog\n")]
    public void Usual_headers_are_understood(string csv)
    {
        Images("images/a.jpg", "images/b.jpg");

        var dataset = ReadCsv(csv.Replace("{0}", "images/a.jpg", StringComparison.Ordinal)
            .Replace("{1}", "./images/b.jpg", StringComparison.Ordinal));

        Assert.Equal(_folder.Path, dataset.Root);
        Assert.Equal(["cat", "dog"], dataset.Classes);
        Assert.Equal(
            [("images/a.jpg", 0), ("images/b.jpg", 1)], dataset.Items.Select(item => (item.FileName, item.GivenLabel)));
        Assert.Equal(_folder["images/a.jpg"], dataset.Items[0].FullPath);
        Assert.Empty(dataset.Skipped);
    }

    [Fact]
    public void Json_lines_are_understood()
    {
        Images("a.jpg", "b.jpg", "c.jpg");

        var dataset = ReadJsonLines("""
            {"file_name": "b.jpg", "label": "dog", "split": "val"}

            {"file_name": "a.jpg", "label": 7}
            {"Label": true, "extra": {"x": []}, "FILE_NAME": "c.jpg", "split": null}
            """);

        Assert.Equal(["7", "dog", "true"], dataset.Classes);
        Assert.Equal(["a.jpg", "b.jpg", "c.jpg"], dataset.Items.Select(item => item.FileName));
        Assert.Equal([null, "val", null], dataset.Items.Select(item => item.Split));
    }

    [Fact]
    public void A_column_of_labels_can_be_named()
    {
        Images("a.jpg", "b.jpg");
        var manifest = _folder.Write("labels.csv", "path,split,clean,worse\na.jpg,train,cat,dog\nb.jpg,,dog,dog\n");

        var dataset = DatasetReader.Read(manifest, new DatasetOptions { LabelColumn = "worse" });

        Assert.Equal(["dog"], dataset.Classes);
        Assert.Equal(["train", null], dataset.Items.Select(item => item.Split));
    }

    [Theory]
    [InlineData("x.csv", "id,label\n1,cat\n", "no column with the path of the image", "its columns are id, label")]
    [InlineData("x.csv", "file_name,tag\na.jpg,cat\n", "the label: label or given_label or class is expected", "")]
    [InlineData("x.csv", "a.jpg,cat\n", "no column with the path of the image", "")]
    [InlineData("x.jsonl", "{\"image\": \"a.jpg\", \"label\": 1}", "no column with the path", "image, label")]
    [InlineData("x.csv", "", "is empty", "file_name,label")]
    [InlineData("x.csv", "file_name,label\n", "lists no image", "")]
    [InlineData("x.jsonl", "", "lists no image", "")]
    [InlineData("x.jsonl", "no json", "No image of", "not valid JSON")]
    [InlineData("x.csv", "file_name,label\nfour\"th.jpg,cat\n", "not valid CSV near line 2", "quotation mark")]
    [InlineData("x.csv", "file_name,label\n\"open.jpg,cat\n", "not valid CSV near line 3", "quotation mark")]
    [InlineData("x.csv", "file_name,label\ngone.jpg,cat\n", "No image of", "gone.jpg: There is no such file.")]
    public void A_manifest_that_gives_no_images_is_explained(string name, string content, string part, string other)
    {
        var manifest = _folder.Write(name, content);

        var error = Assert.Throws<UserErrorException>(() => DatasetReader.Read(manifest));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Contains(other, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Paths_that_leave_the_folder_are_not_touched()
    {
        Images("set/in.jpg", "out.jpg");
        var manifest = _folder.Write("set/labels.csv",
            $"file_name,label\nin.jpg,cat\n../out.jpg,cat\n{_folder["out.jpg"]},cat\n"
            + "a/../../out.jpg,cat\n/etc/passwd,x\nhttp://host/a.jpg,cat\n.,cat\n");

        var dataset = DatasetReader.Read(manifest);

        Assert.Equal(["in.jpg"], dataset.Items.Select(item => item.FileName));
        Assert.Equal(6, dataset.Skipped.Count);
        Assert.Equal(
            5,
            dataset.Skipped.Count(
                file => file.Reason.Contains("leaves the manifest's folder", StringComparison.Ordinal)));
        Assert.Contains(
            new SkippedImage("http://host/a.jpg", "It is an address, not a file below the manifest's folder."),
            dataset.Skipped);
    }

    [Fact]
    public void Absolute_paths_and_detours_inside_the_folder_are_taken()
    {
        Images("a.jpg", "b.jpg");

        var dataset = ReadCsv($"file_name,label\n{_folder["a.jpg"]},cat\nx/../b.jpg,cat\n");

        Assert.Equal(["a.jpg", "b.jpg"], dataset.Items.Select(item => item.FileName));
    }

    [Fact]
    public void Backslashes_of_windows_are_separators_unless_a_file_is_called_so()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There a backslash is a separator anyway.");
        Images("cat/a.jpg", "odd\\b.jpg");

        var dataset = ReadCsv("file_name,label\ncat\\a.jpg,cat\nodd\\b.jpg,cat\n");

        Assert.Equal(["cat/a.jpg", "odd\\b.jpg"], dataset.Items.Select(item => item.FileName));
    }

    [Fact]
    public void An_image_with_two_labels_takes_no_part_and_is_named()
    {
        Images("a.jpg", "b.jpg");

        var dataset = ReadCsv("file_name,label\na.jpg,cat\nb.jpg,dog\n./a.jpg,bird\na.jpg,cat\n");

        Assert.Equal(["b.jpg"], dataset.Items.Select(item => item.FileName));
        Assert.Equal(["bird", "cat", "dog"], dataset.Classes);
        Assert.Equal(
            [new SkippedImage("a.jpg", "The manifest lists it with 2 labels (cat, bird); keep one row.")],
            dataset.Skipped);
    }

    [Fact]
    public void An_image_listed_twice_with_one_label_is_taken_once()
    {
        Images("a.jpg");

        var dataset = ReadCsv("file_name,label\na.jpg,cat\na.jpg,cat\n");

        Assert.Single(dataset.Items);
        Assert.Empty(dataset.Skipped);
    }

    [Fact]
    public void Rows_that_cannot_be_used_are_named_with_their_line()
    {
        Images("a.jpg", "b.jpg");
        _folder.CreateFolder("folder.jpg");

        var dataset = ReadCsv(
            "file_name,label\na.jpg,cat\n,cat\nb.jpg,\nb.jpg\ngone.jpg,cat\nnotes.txt,cat\nfolder.jpg,cat\n");

        Assert.Equal(
            [
                ("b.jpg", "Line 4 gives it no label."),
                ("b.jpg", "Line 5 gives it no label."),
                ("folder.jpg", "It is a folder, not an image."),
                ("gone.jpg", "There is no such file."),
                ("notes.txt", "It is not an image by its extension."),
                ("x.csv, line 3", "Line 3 names no file."),
            ],
            dataset.Skipped.Select(file => (file.FileName, file.Reason)));
    }

    [Fact]
    public void Bad_lines_of_json_are_named_and_the_others_are_read()
    {
        Images("a.jpg");

        var dataset = ReadJsonLines(
            "{\"file_name\":\"a.jpg\",\"label\":\"x\"}\n{\"file_name\":\n[1]\n"
            + "{\"file_name\":\"\\ud800\",\"label\":\"x\"}\n");

        Assert.Single(dataset.Items);
        Assert.Equal(
            ["x.jsonl, line 2", "x.jsonl, line 3", "x.jsonl, line 4"], dataset.Skipped.Select(file => file.FileName));
    }

    [Fact]
    public void Any_label_survives_in_both_formats()
    {
        Images("a.jpg");
        Gen.String.Where(label => label.Length > 0 && IsText(label) && !label.Contains('\0')).Sample(
            label =>
            {
                var quoted = label.Replace("\"", "\"\"", StringComparison.Ordinal);
                Assert.Equal([label], ReadCsv($"file_name,label\na.jpg,\"{quoted}\"\n").Classes);
                Assert.Equal(
                    [label],
                    ReadJsonLines($"{{\"file_name\":\"a.jpg\",\"label\":{JsonSerializer.Serialize(label)}}}").Classes);
            },
            iter: 100,
            threads: 1);
    }

    private static bool IsText(string text) => text.EnumerateRunes().All(rune => rune.Value != 0xFFFD);

    private void Images(params string[] files)
    {
        foreach (var file in files)
        {
            _folder.Write(file, "content");
        }
    }

    private ImageDataset ReadCsv(string csv) => DatasetReader.Read(_folder.Write("x.csv", csv));

    private ImageDataset ReadJsonLines(string lines) => DatasetReader.Read(_folder.Write("x.jsonl", lines));
}
