using System.Security.Cryptography;
using NoisyLabels.Learning.Corrections;
using NoisyLabels.Learning.Datasets;
using NoisyLabels.Learning.Tests.Files;
using NoisyLabels.Testing;

namespace NoisyLabels.Learning.Tests.Corrections;

public sealed class CorrectedDatasetWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Source => _folder["src"];

    private string Target => _folder["dst"];

    [Fact]
    public void Without_corrections_the_copy_is_the_source_to_the_byte()
    {
        TinyImages.WriteFolderPerClass(Source, 5, "cat", "dog", "two words");
        _folder.Write("src/cat/deep/er/x.png", TinyImages.Make("png"));
        _folder.CreateFolder("src/empty");

        var summary = Apply();

        Assert.Equal((16, 16, 0, 0), (summary.Images, summary.Unchanged, summary.Moved, summary.Excluded));
        Assert.Equal(16, summary.Unlisted.Count);
        Assert.Equal(Tree(Source), Tree(Target).Where(entry => entry.Path != "manifest.csv"));
    }

    [Fact]
    public void Splits_are_kept_as_they_are_with_their_empty_classes()
    {
        Images("train/cat/1.jpg", "train/dog/2.jpg", "test/cat/3.jpg");
        _folder.CreateFolder("src/test/dog");

        Apply(("train/cat/1.jpg", "cat", "dog", 0.9));

        Assert.Equal(
            [
                "manifest.csv", "test", "test/cat", "test/cat/3.jpg", "test/dog", "train", "train/cat", "train/dog",
                "train/dog/1.jpg", "train/dog/2.jpg",
            ],
            Tree(Target).Select(entry => entry.Path));
    }

    [Fact]
    public void Corrections_are_applied_from_the_threshold_on()
    {
        Images("cat/1.jpg", "cat/2.jpg", "cat/3.jpg", "dog/4.jpg");

        var summary = Apply(
            new ApplyOptions { Threshold = 0.8 },
            new Correction("cat/1.jpg", "cat", "dog", 0.8),
            new Correction("cat/2.jpg", "cat", "dog", 0.799999),
            new Correction("cat/3.jpg", "cat", "cat", 1));

        Assert.Equal(["cat/2.jpg", "cat/3.jpg", "dog/1.jpg", "dog/4.jpg", "manifest.csv"], TargetFiles());
        Assert.Equal((1, 1, 3), (summary.Moved, summary.BelowThreshold, summary.Unchanged));
        Assert.Equal([new LabelMove("cat", "dog", 1)], summary.Moves);
        Assert.Equal(["dog/4.jpg"], summary.Unlisted);
        Assert.Equal(4, _folder.Files().Count(file => file.StartsWith("src/", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_manifest_says_where_each_image_came_from_and_why()
    {
        Images("cat/1.jpg", "cat/2.jpg");
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(_folder["src/cat/1.jpg"])));

        Apply(
            new ApplyOptions(),
            new Correction("cat/1.jpg", "cat", "dog", 0.75),
            new Correction("cat/2.jpg", "cat", "dog", 0.25));

        var lines = File.ReadAllLines(Path.Combine(Target, "manifest.csv"));
        Assert.Equal("file_name,source,sha256,original_label,label,action,reason", lines[0]);
        Assert.Equal($"dog/1.jpg,cat/1.jpg,{hash},cat,dog,moved,score 0.75 >= 0.5", lines[1]);
        Assert.EndsWith(",cat,cat,unchanged,score 0.25 < 0.5", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Decisions_of_people_outweigh_scores()
    {
        Images("a/1.jpg", "a/2.jpg", "a/3.jpg", "a/4.jpg", "a/5.jpg");

        var summary = Apply(
            new ApplyOptions { Threshold = 0.9 },
            new Correction("a/1.jpg", "a", "b", 0.1) { State = CorrectionState.Accepted },
            new Correction("a/2.jpg", "a", "c", 0.1) { State = CorrectionState.Relabelled },
            new Correction("a/3.jpg", "a", "b", 0.99) { State = CorrectionState.Kept },
            new Correction("a/4.jpg", "a", "b", 0.99) { State = CorrectionState.Unsure },
            new Correction("a/5.jpg", "a", "a", 0.99) { State = CorrectionState.Excluded });

        Assert.Equal(["a/3.jpg", "a/4.jpg", "b/1.jpg", "c/2.jpg", "manifest.csv"], TargetFiles());
        Assert.Equal((2, 2, 1, 0), (summary.Moved, summary.Unchanged, summary.Excluded, summary.BelowThreshold));
        Assert.Equal(["b", "c"], summary.NewClasses);
        Assert.Contains(
            ",a,,excluded,excluded by review",
            File.ReadAllText(Path.Combine(Target, "manifest.csv")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_dry_run_says_the_same_and_writes_nothing()
    {
        Images("cat/1.jpg", "cat/2.jpg", "dog/1.jpg");
        _folder.Write("src/notes.txt", "x");
        Correction[] corrections =
        [
            new("cat/1.jpg", "cat", "dog", 0.9),
            new("cat/2.jpg", "cat", "cat", 0.9) { State = CorrectionState.Excluded },
            new("gone.jpg", "cat", "dog", 0.9),
        ];

        var dry = Apply(new ApplyOptions { DryRun = true }, corrections);

        Assert.False(Directory.Exists(Target));
        Assert.True(dry.IsDryRun);
        var wet = Apply(new ApplyOptions(), corrections);
        Assert.Equivalent(dry with { IsDryRun = false }, wet, strict: true);
        Assert.Equal([new Collision("cat/1.jpg", "dog/cat__1.jpg")], wet.Collisions);
        Assert.Equal(["gone.jpg"], wet.Missing);
        Assert.Equal(["notes.txt"], wet.LeftOut.Select(file => file.FileName));
    }

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
    public void A_file_and_a_folder_of_one_name_do_not_clash()
    {
        Images("cat/x.jpg", "dog/x.jpg/1.png", "cat/y.jpg/1.png", "dog/y.jpg");

        Apply(("cat/x.jpg", "cat", "dog", 1), ("cat/y.jpg/1.png", "cat", "dog", 1));

        Assert.Equal(
            ["dog/cat__x.jpg", "dog/cat__y.jpg/1.png", "dog/x.jpg/1.png", "dog/y.jpg", "manifest.csv"], TargetFiles());
    }

    [Fact]
    public void Classes_that_lose_all_their_images_keep_their_folder()
    {
        Images("cat/1.jpg", "dog/2.jpg");

        Apply(("cat/1.jpg", "cat", "dog", 1));

        Assert.True(Directory.Exists(_folder["dst/cat"]));
    }

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
        var hash = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(_folder["src/cat/2.jpg"])));

        var summary = Apply(
            new ApplyOptions(),
            new Correction("cat/1.jpg", "cat", "dog", 1) { Sha256 = hash },
            new Correction("cat/2.jpg", "cat", "dog", 1) { Sha256 = hash });

        Assert.Equal(["cat/1.jpg", "dog/2.jpg", "manifest.csv"], TargetFiles());
        Assert.Equal(["cat/1.jpg"], summary.NotApplied.Select(file => file.FileName));
    }

    [Theory]
    [InlineData("../evil", "a slash")]
    [InlineData("/etc", "a slash")]
    [InlineData("a\\b", "a slash")]
    [InlineData("..", "lead to another folder")]
    [InlineData(".hidden", "begins with a dot")]
    public void Labels_that_are_no_safe_names_of_folders_are_refused(string label, string expected)
    {
        Images("cat/1.jpg");

        AssertRefused(expected, ("cat/1.jpg", "cat", label, 1));
    }

    [Fact]
    public void The_destination_must_be_new_or_empty()
    {
        Images("cat/1.jpg");
        _folder.Write("dst/precious", "x");
        AssertRefused("is not empty");
        File.Delete(_folder["dst/precious"]);

        Apply();

        Assert.Equal(["cat/1.jpg", "manifest.csv"], TargetFiles());
    }

    [Fact]
    public void The_destination_must_be_no_file()
    {
        Images("cat/1.jpg");
        _folder.Write("dst", "x");

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
        Directory.CreateSymbolicLink(_folder["alias"], "src");

        var error = Assert.Throws<UserErrorException>(() => Apply(_folder[destination]));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(
            ["src/cat/1.jpg"], _folder.Files().Where(file => !file.StartsWith("alias", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_neighbour_whose_name_begins_alike_is_another_folder()
    {
        Images("cat/1.jpg");

        Apply(_folder["src-corrected"]);

        Assert.True(File.Exists(_folder["src-corrected/cat/1.jpg"]));
    }

    [Fact]
    public void Hard_links_share_the_bytes()
    {
        Images("cat/1.jpg");
        File.CreateSymbolicLink(_folder["src/cat/2.jpg"], "1.jpg");

        Apply(new ApplyOptions { Link = LinkMode.HardLink });

        File.AppendAllText(_folder["src/cat/1.jpg"], "more");
        Assert.Equal(Content("src/cat/1.jpg"), Content("dst/cat/1.jpg"));
        Assert.Equal(Content("src/cat/1.jpg"), Content("dst/cat/2.jpg"));
        Assert.Null(new FileInfo(_folder["dst/cat/2.jpg"]).LinkTarget);
    }

    [Fact]
    public void Hard_links_across_file_systems_are_refused_with_the_remedy()
    {
        Images("cat/1.jpg");
        using var disk = TinyDisk.Mount(_folder, "disk", "256k");

        var error = Assert.Throws<UserErrorException>(
            () => Apply(_folder["disk/out"], new ApplyOptions { Link = LinkMode.HardLink }));

        Assert.Contains("different file systems", error.Message, StringComparison.Ordinal);
        Assert.Contains("--link copy", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["disk"]));
    }

    [Fact]
    public void Symbolic_links_lead_to_the_source_by_its_absolute_path()
    {
        Images("cat/1.jpg");

        Apply(new ApplyOptions { Link = LinkMode.SymbolicLink }, new Correction("cat/1.jpg", "cat", "dog", 1));

        Assert.Equal(_folder["src/cat/1.jpg"], new FileInfo(_folder["dst/dog/1.jpg"]).LinkTarget);
        Assert.Equal(Content("src/cat/1.jpg"), Content("dst/dog/1.jpg"));
    }

    [Fact]
    public void A_full_disk_is_a_sentence_and_leaves_nothing()
    {
        _folder.Write("src/cat/1.jpg", new byte[200_000]);
        using var disk = TinyDisk.Mount(_folder, "disk", "64k");

        var error = Assert.Throws<UserErrorException>(() => Apply(_folder["disk/out"]));

        Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["disk"]));
    }

    [Fact]
    public void Cancelling_leaves_nothing()
    {
        Images("cat/1.jpg", "cat/2.jpg", "cat/3.jpg");
        using var source = new CancellationTokenSource();
        var progress = new Reports(report =>
        {
            if (report.Done == 2)
            {
                source.Cancel();
            }
        });

        Assert.Throws<OperationCanceledException>(
            () => CorrectedDatasetWriter.Write(
                new CorrectionSet(null, null, []), Source, _folder["deep/dst"], null, progress, source.Token));

        Assert.Equal(["src"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_manifest_becomes_a_folder_per_class()
    {
        Images("images/1.jpg", "more/1.jpg", "2.jpg", "3.jpg");
        var manifest = _folder.Write(
            "src/labels.csv", "file_name,label\nimages/1.jpg,cat\nmore/1.jpg,cat\n2.jpg,dog\n3.jpg,dog\n");

        var summary = CorrectedDatasetWriter.Write(
            new CorrectionSet(null, null, [new Correction("2.jpg", "dog", "cat", 1)]), manifest, _folder["src/out"],
            cancellationToken: Token);

        Assert.Equal(
            ["cat/1.jpg", "cat/2.jpg", "cat/cat__1.jpg", "dog/3.jpg", "manifest.csv"],
            _folder.Files().Where(file => file.StartsWith("src/out/", StringComparison.Ordinal)).Select(
                file => file["src/out/".Length..]));
        Assert.Equal([new Collision("more/1.jpg", "cat/cat__1.jpg")], summary.Collisions);
    }

    [Fact]
    public void A_manifest_with_splits_becomes_folders_of_splits()
    {
        Images("1.jpg", "2.jpg");
        var manifest = _folder.Write("src/labels.jsonl",
            "{\"file_name\":\"1.jpg\",\"label\":\"cat\",\"split\":\"train\"}\n"
            + "{\"file_name\":\"2.jpg\",\"label\":\"cat\",\"split\":\"test\"}\n");

        CorrectedDatasetWriter.Write(
            new CorrectionSet(null, null, [new Correction("2.jpg", "cat", "dog", 1)]), manifest, Target,
            cancellationToken: Token);

        Assert.Equal(["manifest.csv", "test/dog/2.jpg", "train/cat/1.jpg"], TargetFiles());
        Assert.True(Directory.Exists(_folder["dst/test/cat"]));
    }

    [Fact]
    public void A_manifest_whose_labels_are_no_names_of_folders_is_refused()
    {
        Images("1.jpg");
        var manifest = _folder.Write("src/labels.csv", "file_name,label\n1.jpg,cat/dog\n");

        Assert.Throws<UserErrorException>(() => CorrectedDatasetWriter.Write(
            new CorrectionSet(null, null, []), manifest, Target, null, null, Token));
        Assert.False(Directory.Exists(Target));
    }

    private void Images(params string[] files)
    {
        foreach (var file in files)
        {
            _folder.Write("src/" + file, "image " + file);
        }
    }

    private ApplySummary Apply(params (string Path, string From, string To, double Score)[] corrections) =>
        Apply(new ApplyOptions(), [.. corrections.Select(c => new Correction(c.Path, c.From, c.To, c.Score))]);

    private ApplySummary Apply(ApplyOptions options, params Correction[] corrections) =>
        CorrectedDatasetWriter.Write(
            new CorrectionSet(null, null, corrections), Source, Target, options, null, Token);

    private ApplySummary Apply(string destination, ApplyOptions? options = null) =>
        CorrectedDatasetWriter.Write(
            new CorrectionSet(null, null, []), Source, destination, options, null, Token);

    private void AssertRefused(
        string expected, params (string Path, string From, string To, double Score)[] corrections)
    {
        var before = _folder.Files();
        var error = Assert.Throws<UserErrorException>(() => Apply(corrections));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Files());
    }

    private IEnumerable<string> TargetFiles() =>
        _folder.Files().Where(file => file.StartsWith("dst/", StringComparison.Ordinal)).Select(
            file => file["dst/".Length..]);

    private string Content(string file) => File.ReadAllText(_folder[file]);

    private static IEnumerable<(string Path, string Hash)> Tree(string root) =>
        Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories)
            .Select(entry => (
                Path.GetRelativePath(root, entry),
                Directory.Exists(entry) ? "folder" : Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(entry)))))
            .OrderBy(entry => entry.Item1, StringComparer.Ordinal);

    private sealed class Reports(Action<WorkProgress> onReport) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => onReport(value);
    }
}
