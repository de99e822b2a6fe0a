using NoisyLabels.Datasets.Examples;
using NoisyLabels.Datasets.Examples.Noise;
using NoisyLabels.Datasets.Reading;
using NoisyLabels.Learning.Inputs;
using NoisyLabels.Testing;

namespace NoisyLabels.Datasets.Tests.Examples;

public sealed class NoiseMakerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(NoiseKind.Symmetric, 0.2, 40)]
    [InlineData(NoiseKind.Pair, 0.2, 40)]
    [InlineData(NoiseKind.Instance, 0.2, 40)]
    [InlineData(NoiseKind.Symmetric, 0.05, 10)]
    [InlineData(NoiseKind.Instance, 0.05, 10)]
    [InlineData(NoiseKind.Instance, 0.6, 120)]
    [InlineData(NoiseKind.Symmetric, 0, 0)]
    [InlineData(NoiseKind.Symmetric, 1, 200)]
    [InlineData(NoiseKind.Instance, 1, 200)]
    public void As_many_labels_are_wrong_as_asked_for(NoiseKind kind, double rate, int expected)
    {
        var summary = Make(
            Source(50, "a", "b", "c", "d"), new NoiseOptions { Kind = kind, Rate = rate, DryRun = true });

        // Rates of instance noise are drawn for each image; their sum has a spread of 0.1 · √200.
        var slack = kind == NoiseKind.Instance && expected is > 0 and < 200 ? 5 : 0;
        Assert.InRange(summary.WrongLabels, expected - slack, expected + slack);
        Assert.Equal(200, summary.Truth.Count);
    }

    [Fact]
    public void Symmetric_noise_goes_to_all_other_classes_alike()
    {
        var summary = Make(Source(300, "a", "b", "c", "d"), new NoiseOptions { Rate = 0.5, DryRun = true });

        Assert.Equal(12, Moves(summary).Count);
        Assert.All(Moves(summary), move => Assert.InRange(move.Value, 30, 70));
    }

    [Fact]
    public void Pair_noise_goes_to_the_next_class()
    {
        var summary = Make(
            Source(40, "a", "b", "c"), new NoiseOptions { Kind = NoiseKind.Pair, Rate = 0.5, DryRun = true });

        Assert.Equal([("a", "b"), ("b", "c"), ("c", "a")], Moves(summary).Keys.Order());
    }

    [Fact]
    public void Instance_noise_takes_like_pictures_for_the_same_class()
    {
        // One picture for each class, again and again.
        var source = Source(30, (label, _) => TinyImages.Make("png", seed: label));

        var summary = Make(source, new NoiseOptions { Kind = NoiseKind.Instance, Rate = 0.5, DryRun = true });

        Assert.All(
            Moves(summary).GroupBy(move => move.Key.Label),
            moves => Assert.True(moves.Max(move => move.Value) > 0.9 * moves.Sum(move => move.Value)));
    }

    [Fact]
    public void Instance_noise_looks_at_the_pictures()
    {
        var source = Source(30, (label, i) => TinyImages.Make("png", seed: (label * 100) + i));

        var summary = Make(source, new NoiseOptions { Kind = NoiseKind.Instance, Rate = 0.5, DryRun = true });

        Assert.All(
            Moves(summary).GroupBy(move => move.Key.Label),
            moves => Assert.True(moves.Max(move => move.Value) < 0.9 * moves.Sum(move => move.Value)));
    }

    [Fact]
    public void Images_keep_their_bytes_and_names_and_the_source_stays_as_it_is()
    {
        var source = Source(20, "a", "b", "c");
        var before = Contents("source");

        var summary = Make(source, new NoiseOptions { Rate = 0.3 });

        Assert.Equal(before, Contents("source"));
        Assert.All(summary.Truth, row =>
        {
            Assert.Equal($"{row.GivenLabel}/{Path.GetFileName(row.FileName)}", row.FileName);
            Assert.Equal(
                before[$"{row.Label}/{Path.GetFileName(row.FileName)}"],
                Convert.ToBase64String(File.ReadAllBytes(_folder[$"noisy/{row.FileName}"])));
        });
        Assert.Equal(61, _folder.Files().Count(file => file.StartsWith("noisy/", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_truth_is_written_beside_the_folders()
    {
        var summary = Make(Source(10, "a", "b"), new NoiseOptions { Rate = 0.3 });

        var lines = File.ReadAllLines(_folder["noisy/truth.csv"]);
        Assert.Equal("file_name,label,given_label", lines[0]);
        Assert.Equal(summary.Truth.Select(row => $"{row.FileName},{row.Label},{row.GivenLabel}"), lines[1..]);
        Assert.Equal(6, summary.WrongLabels);
    }

    [Fact]
    public void Splits_stay_as_they_are()
    {
        foreach (var split in new[] { "train", "test" })
        {
            TinyImages.WriteFolderPerClass(_folder[$"source/{split}"], 20, "a", "b");
        }

        var summary = Make(_folder["source"], new NoiseOptions { Kind = NoiseKind.Pair, Rate = 0.5 });

        Assert.Equal(40, summary.WrongLabels);
        Assert.Equal(40, summary.Truth.Count(row => row.FileName.StartsWith("train/", StringComparison.Ordinal)));
        Assert.All(summary.Truth, row => Assert.Equal(row.GivenLabel, row.FileName.Split('/')[1]));
        Assert.Equal(
            summary.Truth.Select(row => row.FileName),
            DatasetReader.Read(_folder["noisy"]).Items.Select(item => item.FileName));
    }

    [Fact]
    public void A_name_that_is_taken_gets_the_old_class_before_it()
    {
        _folder.Write("source/a/1.jpg", TinyImages.Make(seed: 1));
        _folder.Write("source/b/1.jpg", TinyImages.Make(seed: 2));

        var options = Enumerable.Range(0, 50).Select(seed => new NoiseOptions { Rate = 0.5, Seed = seed });
        var moved = options.Select(option => Make(_folder["source"], option with { DryRun = true }))
            .First(summary => summary.Truth.Any(row => row.Label == "a" && row.GivenLabel == "b"));

        Assert.Equal(["b/1.jpg", "b/a__1.jpg"], moved.Truth.Select(row => row.FileName));
    }

    [Fact]
    public void Empty_classes_keep_their_folders()
    {
        var source = Source(10, "a", "b");
        _folder.CreateFolder("source/nothing");

        Make(source, new NoiseOptions { Rate = 0 });

        Assert.True(Directory.Exists(_folder["noisy/nothing"]));
    }

    [Theory]
    [InlineData(NoiseKind.Symmetric)]
    [InlineData(NoiseKind.Pair)]
    [InlineData(NoiseKind.Instance)]
    public void The_same_seed_gives_the_same_labels_and_another_seed_others(NoiseKind kind)
    {
        var source = Source(30, "a", "b", "c");
        var options = new NoiseOptions { Kind = kind, Rate = 0.3, Seed = 5, DryRun = true };

        Assert.Equal(Make(source, options).Truth, Make(source, options).Truth);
        Assert.NotEqual(Make(source, options).Truth, Make(source, options with { Seed = 6 }).Truth);
    }

    [Fact]
    public void An_image_that_cannot_be_decoded_is_copied_as_it_is_and_named()
    {
        var source = Source(10, "a", "b");
        _folder.Write("source/a/broken.jpg", "no picture");

        var summary = Make(source, new NoiseOptions { Kind = NoiseKind.Instance, Rate = 1 });

        Assert.Equal([new SkippedImage("a/broken.jpg", "The file is not an image: it holds text.")], summary.Unread);
        Assert.Equal("no picture", File.ReadAllText(_folder["noisy/a/broken.jpg"]));
        Assert.Equal(20, summary.WrongLabels);
        Assert.Empty(Make(source, new NoiseOptions { Rate = 1, DryRun = true }, "other").Unread);
    }

    [Fact]
    public void A_dry_run_writes_nothing()
    {
        var source = Source(10, "a", "b");
        var before = _folder.Files();

        var summary = Make(source, new NoiseOptions { Rate = 0.5, DryRun = true });

        Assert.Equal(10, summary.WrongLabels);
        Assert.Equal(before, _folder.Files());
        Assert.False(Directory.Exists(_folder["noisy"]));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_rate_out_of_range_is_refused(double rate) => AssertError(
        "The share of wrong labels must be from 0 to 1: 0.2 is one label in five.",
        () => Make(Source(2, "a", "b"), new NoiseOptions { Rate = rate }));

    [Fact]
    public void One_class_leaves_nothing_to_be_mistaken_for() => AssertError(
        $"\"{_folder["source"]}\" has one class, \"a\"; a label can only be wrong where there are two or more.",
        () => Make(Source(5, "a"), new NoiseOptions()));

    [Fact]
    public void The_destination_may_not_lie_in_the_source() => AssertError(
        $"The destination \"{_folder["source/new"]}\" lies in the source \"{_folder["source"]}\", "
        + "which is never written to; name a folder outside of it.",
        () => Make(Source(5, "a", "b"), new NoiseOptions(), "source/new"));

    [Fact]
    public void The_source_may_not_lie_in_the_destination() => AssertError(
        $"The source \"{_folder["source"]}\" lies in the destination \"{_folder[""]}\"; name a folder of its own.",
        () => Make(Source(5, "a", "b"), new NoiseOptions(), ""));

    [Fact]
    public void A_destination_with_something_in_it_is_left_alone()
    {
        _folder.Write("noisy/mine.txt", "mine");

        AssertError(
            $"\"{_folder["noisy"]}\" is not empty; name a folder that does not exist yet, or empty it first.",
            () => Make(Source(5, "a", "b"), new NoiseOptions()));
        Assert.Equal(
            ["noisy/mine.txt"], _folder.Files().Where(file => file.StartsWith("noisy", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_source_that_is_not_there_is_named() => AssertError(
        $"There is no file or folder \"{_folder["nowhere"]}\".", () => Make(_folder["nowhere"], new NoiseOptions()));

    private static void AssertError(string message, Func<NoiseSummary> make) =>
        Assert.Equal(message, Assert.Throws<UserErrorException>(make).Message);

    private static Dictionary<(string Label, string Given), int> Moves(NoiseSummary summary) => summary.Truth
        .Where(row => row.Label != row.GivenLabel)
        .CountBy(row => (row.Label, row.GivenLabel))
        .ToDictionary();

    private string Source(int imagesPerClass, params IReadOnlyList<string> classes) =>
        TinyImages.WriteFolderPerClass(_folder["source"], imagesPerClass, classes);

    /// <summary>Five classes; the picture is a function of the class and a running number.</summary>
    private string Source(int imagesPerClass, Func<int, int, byte[]> picture)
    {
        for (var i = 0; i < 5 * imagesPerClass; i++)
        {
            _folder.Write($"source/{"abcde"[i % 5]}/{i}.png", picture(i % 5, i / 5));
        }

        return _folder["source"];
    }

    private NoiseSummary Make(string source, NoiseOptions options, string destination = "noisy") =>
        NoiseMaker.Make(
            source, _folder[destination], options, cancellationToken: TestContext.Current.CancellationToken);

    private Dictionary<string, string> Contents(string folder) => _folder.Files()
        .Where(file => file.StartsWith(folder + "/", StringComparison.Ordinal))
        .ToDictionary(
            file => file[(folder.Length + 1)..], file => Convert.ToBase64String(File.ReadAllBytes(_folder[file])));
}
