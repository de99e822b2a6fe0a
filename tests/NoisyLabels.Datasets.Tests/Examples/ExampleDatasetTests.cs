using NoisyLabels.Datasets.Examples;
using NoisyLabels.Datasets.Examples.Objects;
using NoisyLabels.Datasets.Reading;
using NoisyLabels.Imaging.Decoding;
using NoisyLabels.Testing;

namespace NoisyLabels.Datasets.Tests.Examples;

public sealed class ExampleDatasetTests : IDisposable
{
    private static readonly ExampleOptions _small = new() { Images = 80, Size = 32, NoiseRate = 0.2, Seed = 3 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Defaults_are_600_images_with_15_percent_wrong_labels()
    {
        var options = new ExampleOptions();

        Assert.Equal(
            (600, 0.15, 0.3, 112, 0, 88),
            (options.Images, options.NoiseRate, options.Difficulty, options.Size, options.Seed, options.JpegQuality));
    }

    [Fact]
    public void Images_lie_in_folders_by_their_given_label()
    {
        var summary = Write("example", _small);

        var dataset = DatasetReader.Read(_folder["example"]);
        Assert.Equal(["apple", "cup", "fish", "flower", "leaf", "pear", "star", "teapot"], dataset.Classes);
        Assert.Equal(summary.Truth.Select(row => row.FileName), dataset.Items.Select(item => item.FileName));
        Assert.Equal(
            summary.Truth.Select(row => row.GivenLabel),
            dataset.Items.Select(item => dataset.Classes[item.GivenLabel]));
        Assert.Empty(dataset.Skipped);
        Assert.All(summary.Truth.CountBy(row => row.Label), pair => Assert.Equal(10, pair.Value));
        Assert.Equal(_folder["example"], summary.Folder);
    }

    [Fact]
    public void The_truth_lies_beside_the_folders()
    {
        var summary = Write("example", _small);

        var lines = File.ReadAllLines(_folder["example/truth.csv"]);
        Assert.Equal("file_name,label,given_label,difficulty", lines[0]);
        Assert.Equal(
            summary.Truth.Select(row => FormattableString.Invariant(
                $"{row.FileName},{row.Label},{row.GivenLabel},{row.Difficulty:F6}")),
            lines[1..]);
    }

    [Fact]
    public void Every_image_is_a_jpeg_of_the_size_asked_for()
    {
        Write("example", _small with { Size = 48 });

        var decoder = new ImageDecoder();
        Assert.All(_folder.Files().Where(file => file.EndsWith(".jpg", StringComparison.Ordinal)), file =>
        {
            var outcome = decoder.Decode(File.ReadAllBytes(_folder[file]));
            Assert.Equal((null, 48, 48), (outcome.Problem, outcome.Width, outcome.Height));
        });
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.15, 90)]
    [InlineData(0.4, 240)]
    public void As_many_labels_are_wrong_as_asked_for(double rate, int expected)
    {
        var summary = Write("x", new ExampleOptions { NoiseRate = rate, DryRun = true });

        Assert.InRange(summary.WrongLabels, expected - 1, expected + 1);
    }

    [Fact]
    public void Hard_images_are_mislabelled_more_often_and_as_what_they_resemble()
    {
        var summary = Write("x", new ExampleOptions { Images = 4000, DryRun = true });

        var hard = summary.Truth.Where(row => row.Difficulty > 0.7).ToList();
        var easy = summary.Truth.Where(row => row.Difficulty < 0.2).ToList();
        Assert.True(ShareWrong(hard) > 5 * ShareWrong(easy),
            $"{ShareWrong(hard)} of the hard, {ShareWrong(easy)} of the easy");
        Assert.True(ShareWrong(easy) > 0);
        var wrong = summary.Truth.Where(row => row.Label != row.GivenLabel).ToList();
        var resembled = ObjectCatalog.All.ToDictionary(drawn => drawn.Name, drawn => drawn.Resembles);
        Assert.InRange(wrong.Average(row => row.GivenLabel == resembled[row.Label] ? 1.0 : 0), 0.75, 0.88);
    }

    [Fact]
    public void Difficulty_can_be_chosen()
    {
        double Mean(double difficulty) =>
            Write("x", new ExampleOptions { Images = 4000, Difficulty = difficulty, DryRun = true })
            .Truth.Average(row => row.Difficulty!.Value);

        // The mean of u^(1 / d) is d / (1 + d).
        Assert.Equal(0, Mean(0));
        Assert.Equal(0.25 / 1.25, Mean(0.25), 0.02);
        Assert.Equal(0.5, Mean(1), 0.02);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        Write("a", _small);
        Write("b", _small);
        Write("c", _small with { Seed = 4 });

        Assert.Equal(ContentOf("a"), ContentOf("b"));
        Assert.Empty(ContentOf("a").Values.Intersect(ContentOf("c").Values));
    }

    [Fact]
    public void No_two_images_are_the_same()
    {
        Write("a", _small);

        Assert.Equal(81, ContentOf("a").Values.Distinct().Count());
    }

    [Fact]
    public void A_dry_run_writes_nothing()
    {
        var summary = Write("deep/example", _small with { DryRun = true });

        Assert.Equal(80, summary.Truth.Count);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Cancelling_leaves_nothing_behind()
    {
        using var source = new CancellationTokenSource();
        var progress = new SynchronousProgress(report =>
        {
            if (report.Done == 10)
            {
                source.Cancel();
            }
        });

        Assert.ThrowsAny<OperationCanceledException>(() =>
            ExampleDataset.Write(_folder["example"], _small, progress, source.Token));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Progress_reaches_the_number_of_images()
    {
        var most = 0L;
        var progress = new SynchronousProgress(report =>
        {
            Assert.Equal(("drawing", 80L, "images"), (report.Phase, report.Total, report.Unit));
            InterlockedMax(ref most, report.Done);
        });
        ExampleDataset.Write(_folder["example"], _small, progress, TestContext.Current.CancellationToken);

        Assert.Equal(80, most);
    }

    [Fact]
    public void A_folder_with_something_in_it_is_left_alone()
    {
        _folder.Write("example/mine.txt", "mine");

        var error = Assert.Throws<UserErrorException>(() => Write("example", _small));

        Assert.Equal(
            $"\"{_folder["example"]}\" is not empty; name a folder that does not exist yet, or empty it first.",
            error.Message);
        Assert.Equal(["example/mine.txt"], _folder.Files());
    }

    [Theory]
    [MemberData(nameof(BadOptions))]
    public void Options_out_of_range_are_refused(ExampleOptions options, string message) => Assert.Equal(
        message, Assert.Throws<UserErrorException>(() => Write("example", options)).Message);

    public static TheoryData<ExampleOptions, string> BadOptions => new()
    {
        { _small with { Images = 7 }, "7 images are too few for 8 classes: ask for 8 or more." },
        { _small with { NoiseRate = 0.91 }, "The share of wrong labels must be from 0 to 0.9." },
        { _small with { NoiseRate = double.NaN }, "The share of wrong labels must be from 0 to 0.9." },
        { _small with { Difficulty = -0.1 }, "The difficulty must be from 0 to 1." },
        { _small with { Size = 31 }, "The images' size must be from 32 to 1024 pixels." },
        { _small with { JpegQuality = 0 }, "The JPEG quality must be from 1 to 100." },
    };

    private ExampleSummary Write(string folder, ExampleOptions options) =>
        ExampleDataset.Write(_folder[folder], options, cancellationToken: TestContext.Current.CancellationToken);

    private static double ShareWrong(List<TruthRow> rows) => rows.Average(row => row.Label != row.GivenLabel ? 1.0 : 0);

    private static void InterlockedMax(ref long most, long value)
    {
        for (var seen = most; value > seen; seen = most)
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    private Dictionary<string, string> ContentOf(string folder) => _folder.Files()
        .Where(file => file.StartsWith(folder + "/", StringComparison.Ordinal))
        .ToDictionary(
            file => file[(folder.Length + 1)..], file => Convert.ToBase64String(File.ReadAllBytes(_folder[file])));

    private sealed class SynchronousProgress(Action<WorkProgress> report) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => report(value);
    }
}
