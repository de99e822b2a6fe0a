using NoisyLabels.Datasets.Evaluation;

namespace NoisyLabels.Datasets.Tests.Evaluation;

public sealed class TruthFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("noisylabels-truth");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("file_name,label\ncat/1.jpg,cat\n\"dog/a, \"\"b\"\".jpg\",dog\n")]
    [InlineData("label,clean_label,path\ndog,cat,./cat/1.jpg\ncat,dog,\"dog\\a, \"\"b\"\".jpg\"\n")]
    [InlineData("true_label,filename\r\ncat,cat/1.jpg\r\ndog,\"dog/a, \"\"b\"\".jpg\"\r\n")]
    public void Labels_are_read_from_csv(string content) =>
        AssertCatAndDog(TruthFile.Read(Write("truth.csv", content)));

    [Theory]
    [InlineData(
        """{"file_name": "cat/1.jpg", "label": "cat"}""",
        """{"label": "dog", "file_name": "dog/a, \"b\".jpg", "x": [1]}""")]
    [InlineData(
        """{"file_name": "cat/1.jpg", "label": "dog", "clean": "cat"}""",
        """{"clean": "dog", "file_name": "dog/a, \"b\".jpg"}""")]
    public void Labels_are_read_from_json_lines(string first, string second) =>
        AssertCatAndDog(TruthFile.Read(Write("truth.jsonl", $"{first}\n\n{second}\n")));

    [Fact]
    public void Numbers_are_labels_too()
    {
        var truth = TruthFile.Read(Write("truth.jsonl", """{"file_name": "a.jpg", "label": 7}"""));

        Assert.Equal([1], truth.LabelsOf(["a.jpg"], ["3", "7"]));
    }

    [Theory]
    [InlineData("truth.csv", "", "The truth file * is empty; it needs a header and a row for each image.")]
    [InlineData(
        "truth.csv",
        "file_name,class\na.jpg,cat\n",
        "The truth file * has no column clean_label or true_label or clean or label; it has file_name, class.")]
    [InlineData(
        "truth.csv",
        "file_name,label\na.jpg,\n",
        "Line 2 of * lacks a file name or a label; fill it in or remove it.")]
    [InlineData(
        "truth.csv",
        "file_name,label\na.jpg,cat\na.jpg,dog\nb.jpg,dog\nb.jpg,dog\n",
        "* names images more than once (2): a.jpg, b.jpg; leave one row for each.")]
    [InlineData(
        "truth.jsonl",
        "{\"file_name\": \"a.jpg\", \"label\": \"cat\"}\n[1]\n",
        "Line 2 of * is no JSON object; put one on each line.")]
    [InlineData("truth.jsonl", "{\"file_name\": \"a.jpg\"\n", "Line 1 of * is no JSON object; put one on each line.")]
    [InlineData("truth.txt", "x", "The truth must be a .csv or .jsonl file, which * is not.")]
    public void A_file_that_is_no_truth_is_refused_with_a_sentence(string name, string content, string sentence)
    {
        var path = Write(name, content);

        var exception = Assert.Throws<UserErrorException>(() => TruthFile.Read(path));

        Assert.Equal(sentence.Replace("*", path, StringComparison.Ordinal), exception.Message);
    }

    [Fact]
    public void An_absent_file_is_refused_with_a_sentence()
    {
        var path = Path.Combine(_folder.FullName, "absent.csv");

        var exception = Assert.Throws<UserErrorException>(() => TruthFile.Read(path));

        Assert.StartsWith($"The truth file {path} cannot be read: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_without_a_label_are_counted_and_named()
    {
        var path = Write("truth.csv", "file_name,label\na.jpg,cat\n");

        var exception = Assert.Throws<UserErrorException>(
            () => TruthFile.Read(path).LabelsOf(["a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg"], ["cat"]));

        Assert.Equal($"{path} has no label for 4 of 5 images: b.jpg, c.jpg, d.jpg, …; add them.", exception.Message);
    }

    [Fact]
    public void Labels_that_are_no_class_are_counted_and_named()
    {
        var path = Write("truth.csv", "file_name,label\na.jpg,cat\nb.jpg,Dog\n");

        var exception = Assert.Throws<UserErrorException>(
            () => TruthFile.Read(path).LabelsOf(["a.jpg", "b.jpg"], ["cat", "dog"]));

        Assert.Equal(
            $"{path} has labels that are no class of the run (1): Dog; the classes are cat, dog.", exception.Message);
    }

    [Fact]
    public void Images_that_the_run_does_not_have_are_passed_over()
    {
        var truth = TruthFile.Read(Write("truth.csv", "file_name,label\na.jpg,cat\nz.jpg,bird\n"));

        Assert.Equal([0], truth.LabelsOf(["a.jpg"], ["cat"]));
    }

    private static void AssertCatAndDog(TruthFile truth)
    {
        Assert.Equal(2, truth.Labels.Count);
        Assert.Equal([0, 1], truth.LabelsOf(["cat/1.jpg", "dog/a, \"b\".jpg"], ["cat", "dog"]));
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }
}
