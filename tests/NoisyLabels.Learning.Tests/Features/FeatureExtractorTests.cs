using NoisyLabels.Learning.Backbones;
using NoisyLabels.Learning.Features;
using NoisyLabels.Learning.Inputs;
using NoisyLabels.Learning.Tests.Backbones;
using NoisyLabels.Testing;

namespace NoisyLabels.Learning.Tests.Features;

/// <summary>With a backbone that gives the mean of each colour, so that features can be foretold.</summary>
public sealed class FeatureExtractorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Backbone _meanColour;

    public FeatureExtractorTests() =>
        _meanColour = TinyModels.Describe(TinyModels.WriteMeanColour(_folder["models/mean.onnx"]));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_follow_the_order_of_the_dataset()
    {
        var dataset = Colours(40);
        var features = Extract(dataset, threads: 3);
        Assert.Equal(dataset.Items, features.Items);
        Assert.Equal(Enumerable.Range(0, 40), Enumerable.Range(0, 40).Select(i => (int)features.Features[i, 0]));
        Assert.All(features.Facts, facts => Assert.Equal((6, 5), (facts.Width, facts.Height)));
        Assert.Equal(Sha256Of(dataset.Items[7]), features.Facts[7].Sha256);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_features()
    {
        var dataset = Drawn(30);
        var one = Extract(dataset, threads: 1, cache: "one");
        var five = Extract(dataset, threads: 5, cache: "five");
        Assert.Equal(one.Features.Values, five.Features.Values);
        Assert.Equal(one.Facts, five.Facts);
    }

    [Fact]
    public void A_second_run_takes_all_from_the_cache_to_the_bit()
    {
        var dataset = Drawn(20);
        var first = Extract(dataset);
        // The encoder is not even loaded.
        File.Delete(_meanColour.ModelPath);
        var second = Extract(dataset);
        Assert.Equal((0, 20), (first.FromCache, second.FromCache));
        Assert.Equal(0, second.EncoderSeconds);
        Assert.Equal(first.Features.Values, second.Features.Values);
        Assert.Equal(first.Facts, second.Facts);
    }

    [Fact]
    public void A_corrected_description_of_the_same_file_gets_features_of_its_own()
    {
        var dataset = Colours(3);
        Extract(dataset);
        var half = _meanColour with { Input = _meanColour.Input with { Std = [2, 2, 2] } };
        var features = Extract(dataset, half);
        Assert.Equal(0, features.FromCache);
        Assert.Equal(1, features.Features[2, 0]);
    }

    [Fact]
    public void Several_sizes_stand_side_by_side_and_are_cached_each()
    {
        var dataset = Drawn(5);
        var small = Extract(dataset, sizes: [8], cache: "a");
        var large = Extract(dataset, sizes: [32], cache: "b");
        Extract(dataset, sizes: [8]);
        var both = Extract(dataset, sizes: [32, 8]);
        Assert.Equal([32, 8], both.Sizes);
        Assert.Equal(0, both.FromCache);
        Assert.Equal(5, Extract(dataset, sizes: [8, 32]).FromCache);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal([.. large.Features.Row(i), .. small.Features.Row(i)], both.Features.Row(i).ToArray());
        }
    }

    [Fact]
    public void The_same_content_is_encoded_once_and_appears_wherever_it_lies()
    {
        var red = TinyImages.Solid("png", 6, 5, 200, 0, 0);
        var dataset = Dataset(("a.png", red), ("b.png", TinyImages.Solid("png", 6, 5, 1, 0, 0)), ("c.jpg", red));
        var features = Extract(dataset);
        Assert.Equal([200, 1, 200], features.Items.Select((_, i) => features.Features[i, 0]));
        Assert.Equal(features.Facts[0], features.Facts[2]);
    }

    [Fact]
    public void Every_image_that_cannot_be_used_is_named_with_its_reason_and_the_others_are_not_harmed()
    {
        var good = TinyImages.Solid("png", 6, 5, 9, 0, 0);
        var text = "no image"u8.ToArray();
        var dataset = Dataset(
            ("1.png", text),
            ("2.png", good),
            ("3.png", []),
            ("4.png", good),
            ("5.png", good),
            ("6.png", text),
            ("7.png", good));
        File.Delete(dataset.Items[3].FullPath);
        File.Delete(dataset.Items[4].FullPath);
        Directory.CreateDirectory(dataset.Items[4].FullPath);
        var features = Extract(dataset);
        Assert.Equal(["2.png", "7.png"], features.Items.Select(i => i.FileName));
        Assert.Equal([9, 9], features.Items.Select((_, i) => features.Features[i, 0]));
        Assert.Equal(["1.png", "3.png", "4.png", "5.png", "6.png"], features.Skipped.Select(s => s.FileName));
        Assert.Equal(features.Skipped[0].Reason, features.Skipped[4].Reason);
        Assert.Equal(
            ["It is empty (0 bytes).", "There is no such file.", "It is a folder, not an image."],
            features.Skipped.Skip(1).Take(3).Select(s => s.Reason));
    }

    [Fact]
    public void A_picture_without_finite_features_is_skipped()
    {
        var logarithm = TinyModels.Describe(
            TinyModels.WriteLogOfMean(_folder["models/log.onnx"]), new BackboneOutput("log", 3));
        var dataset = Dataset(
            ("black.png", TinyImages.Solid("png", 4, 4, 0, 0, 0)),
            ("grey.png", TinyImages.Solid("png", 4, 4, 9, 9, 9)));
        var features = Extract(dataset, logarithm);
        Assert.Equal("grey.png", Assert.Single(features.Items).FileName);
        Assert.Equal("The backbone gives numbers for it that are not finite.", Assert.Single(features.Skipped).Reason);
    }

    [Fact]
    public void No_images_give_no_rows()
    {
        var features = Extract(Dataset());
        Assert.Equal((0, 3), (features.Features.Rows, features.Features.Columns));
    }

    [Fact]
    public void Progress_counts_every_image_once_skipped_ones_too()
    {
        var dataset = Dataset([.. Enumerable.Range(0, 12).Select(i => ($"{i:00}.png", i % 3 == 0
            ? []
            : TinyImages.Make("png", seed: i)))]);
        var progress = new Recorder();
        Extract(dataset, threads: 4, progress: progress);
        Assert.Equal(Enumerable.Range(1, 12).Select(n => (long)n), progress.Reports.Select(r => r.Done));
        Assert.All(progress.Reports, r => Assert.Equal(("features", 12L, "images"), (r.Phase, r.Total, r.Unit)));
    }

    [Fact]
    public void A_cancelled_run_leaves_what_it_encoded_in_the_cache()
    {
        var dataset = Drawn(200);
        using var cancel = new CancellationTokenSource();
        var progress = new Recorder(after: 40, then: cancel.Cancel);
        Assert.ThrowsAny<OperationCanceledException>(() => Extract(dataset, progress: progress, cancel: cancel));
        var resumed = Extract(dataset);
        Assert.InRange(resumed.FromCache, 40, 199);
        Assert.Equal(Extract(dataset, cache: "fresh").Features.Values, resumed.Features.Values);
    }

    [Fact]
    public void A_backbone_that_cannot_be_loaded_ends_the_run_with_a_sentence()
    {
        File.WriteAllText(_meanColour.ModelPath, "not an ONNX file");
        var failed = Assert.Throws<UserErrorException>(() => Extract(Drawn(100), threads: 4));
        Assert.Contains("is no ONNX file that can be loaded", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_backbone_of_one_size_takes_no_other()
    {
        var path = TinyModels.WriteMeanColour(_folder["models/fixed.onnx"], side: 16);
        var only16 = TinyModels.Describe(path);
        only16 = only16 with { Input = only16.Input with { DynamicSize = false } };
        var refused = Assert.Throws<UserErrorException>(() => Extract(Drawn(1), only16, sizes: [32]));
        Assert.Equal("The backbone tiny takes images of 16 pixels only.", refused.Message);
        Assert.Equal([16], Extract(Drawn(1), only16, sizes: []).Sizes);
    }

    [Fact]
    public void A_cache_that_cannot_be_made_is_a_warning()
    {
        var blocked = _folder.Write("blocked", "a file where a folder should be");
        var features = Extract(Colours(3), cache: "blocked");
        Assert.Equal(3, features.Items.Count);
        Assert.Contains(blocked, Assert.Single(features.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_size_is_chosen_from_the_headers_of_the_images()
    {
        Assert.Equal([128], Extract(Drawn(3), sizes: []).Sizes);
        var photographs = Dataset(
            [.. Enumerable.Range(0, 3).Select(i => ($"{i}.jpg", TinyImages.Make("jpg", 400, 300, i)))]);
        Assert.Equal([256], Extract(photographs, sizes: []).Sizes);
    }

    private static string Sha256Of(DatasetItem item) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(item.FullPath)));

    private FeatureSet Extract(
        ImageDataset dataset,
        Backbone? backbone = null,
        int threads = 2,
        int[]? sizes = null,
        string cache = "cache",
        IProgress<WorkProgress>? progress = null,
        CancellationTokenSource? cancel = null) =>
        new FeatureExtractor().Extract(
            dataset,
            backbone ?? _meanColour,
            new FeatureOptions { Sizes = sizes ?? [8], Threads = threads, CachePath = _folder[cache] },
            progress,
            cancel?.Token ?? TestContext.Current.CancellationToken);

    /// <summary>Pictures of one colour whose red is their number.</summary>
    private ImageDataset Colours(int count) =>
        Dataset([.. Enumerable.Range(0, count)
            .Select(i => ($"{i:000}.png", TinyImages.Solid("png", 6, 5, (byte)i, 100, 200)))]);

    private ImageDataset Drawn(int count) =>
        Dataset([.. Enumerable.Range(0, count).Select(i => ($"{i:000}.png", TinyImages.Make("png", seed: i)))]);

    private ImageDataset Dataset(params (string Name, byte[] Content)[] files) => new(
        _folder.Path,
        ["only"],
        [.. files.Select(f => new DatasetItem(f.Name, _folder.Write(f.Name, f.Content), null, 0))],
        []);

    private sealed class Recorder(int after = int.MaxValue, Action? then = null) : IProgress<WorkProgress>
    {
        public List<WorkProgress> Reports { get; } = [];

        public void Report(WorkProgress value)
        {
            Reports.Add(value);
            if (Reports.Count == after)
            {
                then?.Invoke();
            }
        }
    }
}
