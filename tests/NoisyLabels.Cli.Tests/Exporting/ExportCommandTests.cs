using System.Text.Json.Nodes;
using NoisyLabels.Datasets.Corrections;
using NoisyLabels.Datasets.Reading;
using NoisyLabels.Learning.Inputs;
using NoisyLabels.Testing;

namespace NoisyLabels.Cli.Tests.Exporting;

public sealed class ExportCommandTests : IDisposable
{
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["blue/1.png"] = "red",
        ["blue/2.png"] = "blue",
        ["blue/deep/4.png"] = "green, \"dark\"",
        ["blue/same.jpg"] = "blue",
        ["blue/same.png"] = "red",
        ["red/1.png"] = "red",
    };

    private readonly TemporaryFolder _folder = new();

    public ExportCommandTests()
    {
        foreach (var file in Expected.Keys.Append("blue/3.png"))
        {
            _folder.Write($"photos/{file}", TinyImages.Make(Path.GetExtension(file), seed: file.Length));
        }

        using var stream = File.Create(_folder["corrections.json"]);
        CorrectionsFile.WriteVersioned(stream, new CorrectionSet(null, "noisylabels-v7", [
            new("blue/1.png", "blue", "red", 0.9) { State = CorrectionState.Suggested },
            new("blue/2.png", "blue", "red", 0.3) { State = CorrectionState.Suggested },
            new("blue/3.png", "blue", "red", 1) { State = CorrectionState.Excluded },
            new("blue/deep/4.png", "blue", "green, \"dark\"", 1) { State = CorrectionState.Relabelled },
            new("blue/same.png", "blue", "red", 0.1) { State = CorrectionState.Accepted },
            new("red/1.png", "red", "red", 0.9) { State = CorrectionState.Unchanged },
        ]));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("csv", "out/any.csv")]
    [InlineData("jsonl", "out/any.jsonl")]
    [InlineData("parquet", "out/any.parquet")]
    [InlineData("imagefolder", "out/metadata.parquet")]
    [InlineData("fiftyone", "out/labels.json")]
    [InlineData("label-studio", "out/tasks.json")]
    public async Task What_is_exported_is_read_again_to_the_same_labels(string format, string file)
    {
        var result = await ExportAsync("--format", format, "-o", Out(file));

        Assert.Contains($"Written to {_folder[file]}: 6 labels of 3 classes", result.Output, StringComparison.Ordinal);
        var images = new DatasetOptions { Images = _folder["photos"] };
        Assert.Equal(Expected, Labels(DatasetReader.Read(_folder[file], images)));
        Assert.Equal(8, _folder.Files().Count(name => !name.StartsWith("out/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("imagefolder", "metadata.csv")]
    [InlineData("imagefolder", "metadata.jsonl")]
    [InlineData("fiftyone", "labels.json")]
    public async Task Beside_the_images_it_makes_the_folder_a_dataset_of_that_form(string format, string file)
    {
        await ExportAsync("--format", format, "-o", _folder[$"photos/{file}"]);

        var dataset = DatasetReader.Read(_folder["photos"]);

        Assert.Equal(Expected, Labels(dataset));
        Assert.Equal("blue/3.png", Assert.Single(dataset.Skipped).FileName);
    }

    [Fact]
    public async Task Labels_of_a_fiftyone_dataset_go_back_into_its_own_file()
    {
        _folder.Write("fifty/data/u1.jpg", TinyImages.Make(seed: 1));
        _folder.Write("fifty/data/u2.jpg", TinyImages.Make(seed: 2));
        var file = _folder.Write("fifty/labels.json", """{"classes": ["cat", "dog"], "labels": {"u1": 0, "u2": 0}}""");
        var corrections = _folder.Write("own.json", """
            {"schema_version": 1, "items": [
              {"path": "data/u1.jpg", "original_label": "cat", "corrected_label": "dog", "score": 0.9}]}
            """);

        (await CliRunner.RunAsync(
            "export", corrections, _folder["fifty"], "--format", "fiftyone", "-o", file, "--overwrite"))
            .ShouldEndWith(ExitCodes.Done);

        Assert.Equal("""{"classes":["cat","dog"],"labels":{"u1":1,"u2":0}}""", File.ReadAllText(file));
        Assert.Equal(
            new Dictionary<string, string> { ["data/u1.jpg"] = "dog", ["data/u2.jpg"] = "cat" },
            Labels(DatasetReader.Read(_folder["fifty"])));
    }

    [Fact]
    public async Task Open_suggestions_are_predictions_beside_the_annotations()
    {
        await ExportAsync(
            "--format", "label-studio", "-o", Out("out/t.json"), "--url-prefix", "https://img.example.org/p/");

        var tasks = JsonNode.Parse(File.ReadAllText(_folder["out/t.json"]))!.AsArray();
        var first = tasks.Single(task => (string?)task!["data"]!["file_name"] == "blue/2.png")!;
        Assert.Equal("https://img.example.org/p/blue/2.png", (string?)first["data"]!["image"]);
        Assert.False((bool)first["annotations"]![0]!["ground_truth"]!);
        Assert.Equal("blue", (string?)first["annotations"]![0]!["result"]![0]!["value"]!["choices"]![0]);
        var prediction = Assert.Single(first["predictions"]!.AsArray())!;
        Assert.Equal(("noisylabels-v7", 0.3), ((string?)prediction["model_version"], (double)prediction["score"]!));
        Assert.Equal("red", (string?)prediction["result"]![0]!["value"]!["choices"]![0]);
        Assert.Equal(2, tasks.Sum(task => task!["predictions"]!.AsArray().Count));
    }

    [Fact]
    public async Task A_file_that_is_there_is_replaced_only_when_asked()
    {
        var file = _folder.Write("labels.csv", "mine");

        var refused = await RunAsync("-o", file);
        Assert.Contains("is there already", refused.ShouldEndWith(ExitCodes.Failed).Error, StringComparison.Ordinal);
        (await RunAsync("-o", file, "--overwrite", "--dry-run")).ShouldEndWith(ExitCodes.Done);
        Assert.Equal("mine", File.ReadAllText(file));

        (await RunAsync("-o", file, "--overwrite")).ShouldEndWith(ExitCodes.Done);
        Assert.StartsWith(
            "file_name,label,given_label\nblue/1.png,red,blue\n", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("labels.json", "Which format?")]
    [InlineData("x/labels.csv", "cannot be written")]
    [InlineData("photos", "Which format?")]
    public async Task What_cannot_be_written_is_a_sentence(string file, string words)
    {
        var before = _folder.Files();

        var result = (await RunAsync("-o", _folder[file])).ShouldEndWith(ExitCodes.Failed);

        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Files());
    }

    [Fact]
    public async Task Corrections_of_another_dataset_and_metadata_of_another_name_are_refused()
    {
        TinyImages.WriteFolderPerClass(_folder["other"], 3, "cat", "dog");

        var other = (
            await CliRunner.RunAsync(
                "export", _folder["corrections.json"], _folder["other"], "-o", _folder["o.csv"])
        ).ShouldEndWith(ExitCodes.Failed);
        Assert.Contains("belong to another dataset", other.Error, StringComparison.Ordinal);

        var named = await RunAsync("--format", "imagefolder", "-o", _folder["meta.csv"]);
        Assert.Contains("metadata.csv", named.ShouldEndWith(ExitCodes.Failed).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["o.csv"]));
    }

    [Theory]
    [InlineData("export a b --format xml", "Must be one of: 'csv' 'jsonl' 'parquet'")]
    [InlineData("export a", "Two paths are needed")]
    [InlineData("export a b --project 5", "With --project, the dataset is needed")]
    public async Task What_means_nothing_is_wrong_usage(string line, string words)
    {
        var result = (await CliRunner.RunAsync(line.Split(' '))).ShouldEndWith(ExitCodes.Usage);

        Assert.Contains(words, result.Error, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Labels(ImageDataset dataset) =>
        dataset.Items.ToDictionary(item => item.FileName, item => dataset.Classes[item.GivenLabel]);

    /// <summary>The path of a file in a folder that exists.</summary>
    private string Out(string file)
    {
        _folder.CreateFolder("out");
        return _folder[file];
    }

    private async Task<CliResult> ExportAsync(params IEnumerable<string> args) =>
        (await RunAsync(args)).ShouldEndWith(ExitCodes.Done);

    private Task<CliResult> RunAsync(params IEnumerable<string> args) =>
        CliRunner.RunAsync(["export", _folder["corrections.json"], _folder["photos"], .. args]);
}
