using System.Text.Json;
using NoisyLabels.Datasets.Corrections;
using NoisyLabels.Datasets.Results;
using NoisyLabels.Datasets.Tests.Files;
using NoisyLabels.Testing;

namespace NoisyLabels.Datasets.Tests.Results;

public sealed class RunWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Out => _folder["out"];

    [Fact]
    public void All_files_are_written_and_nothing_else()
    {
        Outcomes.Save(Out, Outcomes.CatsAndDogs(), (RunFiles.Report, stream => stream.Write("<html>"u8)));

        Assert.Equal(
            [
                "out/class_summary.csv", "out/classes.txt", "out/corrections.json", "out/corrections.v1.json",
                "out/features.npy", "out/issues.csv", "out/issues.jsonl", "out/issues.parquet", "out/manifest.csv",
                "out/noise_transition.csv", "out/pred_probs.npy", "out/report.html", "out/run.json", "out/schema.json",
            ],
            _folder.Files());
        Assert.Equal("<html>", Text("report.html"));
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Rows_say_what_was_found()
    {
        var outcome = Outcomes.CatsAndDogs() with
        {
            Neighbors = new NeighborFindings
            {
                IsOutlier = [true, false, false, false],
                OutlierScore = [0.1, 0.9, 0.9, 0.9],
                IsNearDuplicate = [false, false, true, true],
                NearDuplicateScore = [1, 1, 0, 0],
                NearDuplicateSet = [null, null, 0, 0],
            },
        };

        Outcomes.Save(Out, outcome);

        var rows = RunReader.Read(Out).Issues;
        Assert.Equal(["cat/1.jpg", "cat/2.jpg", "cat/3.jpg", "dog/1.jpg"], rows.Select(row => row.FileName));
        Assert.Equal([false, false, true, false], rows.Select(row => row.IsLabelIssue));
        Assert.Equal([false, true, false, false], rows.Select(row => row.IsAmbiguous));
        Assert.Equal([true, false, false, false], rows.Select(row => row.IsOutlierIssue));
        Assert.Equal([null, null, 0L, 0L], rows.Select(row => row.NearDuplicateSet));
        Assert.Equal(
            ("cat", "dog", "dog", 0.2, 0.7),
            (
                rows[2].GivenLabel,
                rows[2].PredictedLabel,
                rows[2].SuggestedLabel,
                rows[2].LabelQuality,
                rows[2].SuggestedLabelConfidence));
        Assert.Equal("knn/resnet18/seed-7", rows[0].ModelVersion);
        Assert.Equal("634a07bf9defd6c8", rows[0].SampleId); // printf cat/1.jpg | sha256sum
    }

    [Fact]
    public void With_one_class_nothing_is_suggested()
    {
        Outcomes.Save(Out, Outcomes.Of(["cat"], ("cat/1.jpg", 0, [1f])));

        var row = Assert.Single(RunReader.Read(Out).Issues);
        Assert.Null(row.SuggestedLabel);
        Assert.Null(row.SuggestedLabelConfidence);
        Assert.False(row.IsLabelIssue);
    }

    [Fact]
    public void Corrections_list_every_image_in_both_shapes()
    {
        Outcomes.Save(Out, Outcomes.CatsAndDogs());

        using var arrays = JsonDocument.Parse(Text("corrections.json"));
        Assert.Equal(
            ["corrected_paths", "original_labels", "corrected_labels", "corrected_scores"],
            arrays.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            ["cat", "cat", "dog", "dog"],
            arrays.RootElement.GetProperty("corrected_labels").EnumerateArray().Select(label => label.GetString()));
        Assert.Equal(
            [0.9, 0.51, 0.7, 0.75],
            arrays.RootElement.GetProperty("corrected_scores").EnumerateArray().Select(score => score.GetDouble()));

        var versioned = CorrectionsFile.Read(Path.Combine(Out, "corrections.v1.json"));
        Assert.Equal("knn/resnet18/seed-7", versioned.ModelVersion);
        Assert.Equal(
            new Correction("cat/3.jpg", "cat", "dog", 0.7)
            {
                LabelQuality = 0.2,
                State = CorrectionState.Suggested,
                Sha256 = 2.ToString("x64", null),
            },
            versioned.Items[2]);
        Assert.Equal(CorrectionState.Unchanged, versioned.Items[0].State);
    }

    [Fact]
    public void Small_tables_are_in_order()
    {
        Outcomes.Save(Out, Outcomes.CatsAndDogs());

        Assert.Equal("bird\ncat\ndog\n", Text("classes.txt"));
        Assert.Equal(
            "class_name,num_examples,label_issues,inverse_label_issues,label_noise,inverse_label_noise,"
            + "label_quality_score\n"
            + "cat,3,1,0,0.333333,0.000000,0.666667\n"
            + "dog,1,0,1,0.000000,0.500000,1.000000\n"
            + "bird,0,0,0,,,\n",
            Text("class_summary.csv"));
        Assert.Equal(
            "true_label,bird,cat,dog\nbird,1.000000,0.000000,0.000000\n"
            + "cat,0.000000,1.000000,0.000000\ndog,0.000000,0.000000,1.000000\n",
            Text("noise_transition.csv"));
        var manifest = Text("manifest.csv").Split('\n');
        Assert.Equal("file_name,sha256,width,height,given_label,split", manifest[0]);
        Assert.Equal($"cat/1.jpg,{new string('0', 64)},640,480,cat,", manifest[1]);
    }

    [Fact]
    public void A_line_break_in_a_class_does_not_break_the_list_of_classes()
    {
        Outcomes.Save(Out, Outcomes.Of(["a\nb", "c"], ("x.jpg", 0, [1f, 0f])));

        Assert.Equal("a\\nb\nc\n", Text("classes.txt"));
        Assert.Equal(["a\nb", "c"], RunReader.Read(Out).Classes);
    }

    [Fact]
    public void Arrays_are_written_in_the_order_of_the_rows()
    {
        var outcome = Outcomes.CatsAndDogs();

        Outcomes.Save(Out, outcome);

        Assert.Equal(outcome.Detection.PredProbs.Values, RunReader.Read(Out).ReadPredProbs().Values);
        Assert.Equal(outcome.Features.Features.Values, NpyFile.Read(Path.Combine(Out, "features.npy")).Values);
    }

    [Fact]
    public void Run_json_tells_how_the_run_was_made()
    {
        Outcomes.Save(Out, Outcomes.CatsAndDogs());

        using var json = JsonDocument.Parse(Text("run.json"));
        var root = json.RootElement;
        Assert.Equal("noisylabels", root.GetProperty("tool").GetString());
        Assert.Equal(1, root.GetProperty("schema_version").GetInt32());
        Assert.Equal("2026-05-04T01:02:01+00:00", root.GetProperty("created_at").GetString());
        Assert.Equal(6, root.GetProperty("dataset").GetProperty("images_found").GetInt32());
        Assert.Equal(4, root.GetProperty("dataset").GetProperty("images_used").GetInt32());
        Assert.Equal(2, root.GetProperty("dataset").GetProperty("images_skipped").GetInt32());
        Assert.Equal(
            ["broken.jpg", "notes.txt"],
            root.GetProperty("skipped").EnumerateArray().Select(file => file.GetProperty("file_name").GetString()));
        Assert.Equal(JsonValueKind.Null, root.GetProperty("facts").GetProperty("not_a_number").ValueKind);
        Assert.Equal(10, root.GetProperty("facts").GetProperty("neighbours").GetInt32());
        Assert.Equal("knn", root.GetProperty("options").GetProperty("method").GetString());
        Assert.Equal(
            [96, 128],
            root.GetProperty("backbone").GetProperty("sizes").EnumerateArray().Select(size => size.GetInt32()));
        Assert.Equal(1, root.GetProperty("label_issues").GetInt32());
    }

    [Fact]
    public void Snapshots_differ_by_name_content_and_label()
    {
        var outcome = Outcomes.CatsAndDogs();
        var (items, facts) = (outcome.Features.Items, outcome.Features.Facts);
        string[] classes = ["bird", "cat", "dog"];

        var hash = SnapshotHash.Of(items, facts, classes);

        Assert.Equal(64, hash.Length);
        Assert.Equal(hash, SnapshotHash.Of(items, facts, classes));
        Assert.NotEqual(
            hash, SnapshotHash.Of([items[0] with { FileName = "cat/0.jpg" }, .. items.Skip(1)], facts, classes));
        Assert.NotEqual(hash, SnapshotHash.Of([items[0] with { GivenLabel = 0 }, .. items.Skip(1)], facts, classes));
        Assert.NotEqual(hash, SnapshotHash.Of(items, [facts[0] with { Sha256 = "f" }, .. facts.Skip(1)], classes));
    }

    [Fact]
    public void Two_runs_of_the_same_are_equal_to_the_byte()
    {
        Outcomes.Save(Out, Outcomes.CatsAndDogs());
        Outcomes.Save(_folder["again"], Outcomes.CatsAndDogs());

        Assert.All(
            Directory.GetFiles(Out),
            file => Assert.Equal(
                File.ReadAllBytes(file), File.ReadAllBytes(_folder["again/" + Path.GetFileName(file)])));
    }

    [Fact]
    public void An_earlier_run_is_replaced_with_all_its_files()
    {
        Outcomes.Save(Out, Outcomes.CatsAndDogs(), ("report.html", stream => stream.Write("old"u8)));
        _folder.Write("out/.DS_Store", "litter");

        Outcomes.Save(Out, Outcomes.Of(["cat"], ("cat/1.jpg", 0, [1f])));

        Assert.Single(RunReader.Read(Out).Issues);
        Assert.False(File.Exists(Path.Combine(Out, "report.html")));
    }

    [Theory]
    [InlineData("notes.txt", "my notes", "is not empty and holds no results")]
    [InlineData("run.json", "{\"tool\": \"another\", \"schema_version\": 1}", "is not empty and holds no results")]
    [InlineData("run.json", "not json", "is not empty and holds no results")]
    [InlineData("run.json", "{\"tool\": \"noisylabels\", \"schema_version\": 99}", "update noisylabels")]
    public void A_folder_of_somebody_else_is_not_touched(string name, string content, string expected)
    {
        _folder.Write("out/" + name, content);

        var error = Assert.Throws<UserErrorException>(() => Outcomes.Save(Out, Outcomes.CatsAndDogs()));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Throws<UserErrorException>(() => RunWriter.CheckOutput(Out));
        Assert.Equal(["out/" + name], _folder.Files());
        Assert.Equal(content, Text(name));
    }

    [Fact]
    public void Files_that_the_user_put_among_the_results_are_not_lost()
    {
        Outcomes.Save(Out, Outcomes.CatsAndDogs());
        _folder.Write("out/my decisions.csv", "precious");

        var error = Assert.Throws<UserErrorException>(() => Outcomes.Save(Out, Outcomes.CatsAndDogs()));

        Assert.Contains("\"my decisions.csv\"", error.Message, StringComparison.Ordinal);
        Assert.Equal("precious", Text("my decisions.csv"));
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_an_error()
    {
        _folder.Write("out", "x");

        Assert.Contains(
            "is a file",
            Assert.Throws<UserErrorException>(() => RunWriter.CheckOutput(Out)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Checking_the_output_leaves_nothing()
    {
        RunWriter.CheckOutput(_folder["deep/out"]);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_failure_on_the_way_leaves_the_earlier_results()
    {
        Outcomes.Save(Out, Outcomes.CatsAndDogs());
        var before = Text("run.json");

        Assert.Throws<InvalidOperationException>(
            () => Outcomes.Save(
                Out, Outcomes.CatsAndDogs(), ("report.html", _ => throw new InvalidOperationException())));

        Assert.Equal(before, Text("run.json"));
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Cancelling_leaves_nothing()
    {
        using var source = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(
            () => RunWriter.Write(Out, Outcomes.CatsAndDogs(), [("report.html", _ => source.Cancel())], source.Token));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_full_disk_is_a_sentence_and_leaves_nothing()
    {
        using var disk = TinyDisk.Mount(_folder, "disk", "64k");
        var extra = new byte[100_000];

        var error = Assert.Throws<UserErrorException>(
            () => Outcomes.Save(_folder["disk/out"], Outcomes.CatsAndDogs(), ("big", stream => stream.Write(extra))));

        Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["disk"]));
    }

    [Fact]
    public void A_read_only_disk_is_a_sentence()
    {
        using var disk = TinyDisk.Mount(_folder, "disk", "64k");
        disk.MakeReadOnly();

        var error = Assert.Throws<UserErrorException>(() => RunWriter.CheckOutput(_folder["disk/out"]));

        Assert.Contains("name another folder with --output", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("issues.csv")]
    [InlineData("run.json")]
    [InlineData("../escape")]
    [InlineData("")]
    public void Extra_files_need_plain_names_of_their_own(string name) =>
        Assert.Throws<ArgumentException>(() => Outcomes.Save(Out, Outcomes.CatsAndDogs(), (name, _ => { })));

    [Fact]
    public void Arrays_that_do_not_belong_together_are_refused()
    {
        var outcome = Outcomes.CatsAndDogs();

        Assert.Throws<ArgumentException>(
            () => Outcomes.Save(Out, outcome with { Detection = outcome.Detection with { LabelQuality = [1] } }));
        Assert.Throws<ArgumentException>(() => Outcomes.Save(
            Out, outcome with { Features = outcome.Features with { Items = [.. outcome.Features.Items.Reverse()] } }));
    }

    [Fact]
    public void The_schema_names_every_file_and_the_direction_of_every_score()
    {
        Outcomes.Save(Out, Outcomes.CatsAndDogs());

        using var schema = JsonDocument.Parse(Text("schema.json"));
        var files = schema.RootElement.GetProperty("files");
        Assert.All(
            Directory.GetFiles(Out).Select(Path.GetFileName).Except(["schema.json"]),
            name => Assert.True(files.TryGetProperty(name!, out _), name));
        var columns = files.EnumerateObject()
            .Where(file => file.Value.TryGetProperty("columns", out _))
            .SelectMany(file => file.Value.GetProperty("columns").EnumerateArray());
        Assert.All(
            columns.Where(column => column.GetProperty("type").GetString() == "number"),
            column => Assert.True(column.TryGetProperty("direction", out _), column.ToString()));
        Assert.Equal(
            Text("issues.csv").Split('\n')[0].Split(','),
            files.GetProperty("issues.csv").GetProperty("columns").EnumerateArray().Select(
                column => column.GetProperty("name").GetString()));
    }

    private string Text(string name) => File.ReadAllText(Path.Combine(Out, name));
}
