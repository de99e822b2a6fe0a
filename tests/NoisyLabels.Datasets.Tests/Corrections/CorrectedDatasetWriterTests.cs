using System.Security.Cryptography;
using NoisyLabels.Datasets.Corrections;
using NoisyLabels.Datasets.Tests.Files;
using NoisyLabels.Testing;

namespace NoisyLabels.Datasets.Tests.Corrections;

public sealed class CorrectedDatasetWriterTests : ApplyScene
{
    [Fact]
    public void Without_corrections_the_copy_is_the_source_to_the_byte()
    {
        TinyImages.WriteFolderPerClass(Source, 5, "cat", "dog", "two words");
        Folder.Write("src/cat/deep/er/x.png", TinyImages.Make("png"));
        Folder.CreateFolder("src/empty");

        var summary = Apply();

        Assert.Equal((16, 16, 0, 0), (summary.Images, summary.Unchanged, summary.Moved, summary.Excluded));
        Assert.Equal(16, summary.Unlisted.Count);
        Assert.Equal(Tree(Source), Tree(Target).Where(entry => entry.Path != "manifest.csv"));
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
        Assert.Equal(4, Folder.Files().Count(file => file.StartsWith("src/", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_manifest_says_where_each_image_came_from_and_why()
    {
        Images("cat/1.jpg", "cat/2.jpg");
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Folder["src/cat/1.jpg"])));

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
        Folder.Write("src/notes.txt", "x");
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
    public void Hard_links_share_the_bytes()
    {
        Images("cat/1.jpg");
        File.CreateSymbolicLink(Folder["src/cat/2.jpg"], "1.jpg");

        Apply(new ApplyOptions { Link = LinkMode.HardLink });

        File.AppendAllText(Folder["src/cat/1.jpg"], "more");
        Assert.Equal(Content("src/cat/1.jpg"), Content("dst/cat/1.jpg"));
        Assert.Equal(Content("src/cat/1.jpg"), Content("dst/cat/2.jpg"));
        Assert.Null(new FileInfo(Folder["dst/cat/2.jpg"]).LinkTarget);
    }

    [Fact]
    public void Hard_links_across_file_systems_are_refused_with_the_remedy()
    {
        Images("cat/1.jpg");
        using var disk = TinyDisk.Mount(Folder, "disk", "256k");

        var error = Assert.Throws<UserErrorException>(
            () => Apply(Folder["disk/out"], new ApplyOptions { Link = LinkMode.HardLink }));

        Assert.Contains("different file systems", error.Message, StringComparison.Ordinal);
        Assert.Contains("--link copy", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder["disk"]));
    }

    [Fact]
    public void Symbolic_links_lead_to_the_source_by_its_absolute_path()
    {
        Images("cat/1.jpg");

        Apply(new ApplyOptions { Link = LinkMode.SymbolicLink }, new Correction("cat/1.jpg", "cat", "dog", 1));

        Assert.Equal(Folder["src/cat/1.jpg"], new FileInfo(Folder["dst/dog/1.jpg"]).LinkTarget);
        Assert.Equal(Content("src/cat/1.jpg"), Content("dst/dog/1.jpg"));
    }

    [Fact]
    public void A_full_disk_is_a_sentence_and_leaves_nothing()
    {
        Folder.Write("src/cat/1.jpg", new byte[200_000]);
        using var disk = TinyDisk.Mount(Folder, "disk", "64k");

        var error = Assert.Throws<UserErrorException>(() => Apply(Folder["disk/out"]));

        Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder["disk"]));
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
                new CorrectionSet(null, null, []), Source, Folder["deep/dst"], null, progress, source.Token));

        Assert.Equal(["src"], Directory.EnumerateFileSystemEntries(Folder.Path).Select(Path.GetFileName));
    }

    private sealed class Reports(Action<WorkProgress> onReport) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => onReport(value);
    }
}
