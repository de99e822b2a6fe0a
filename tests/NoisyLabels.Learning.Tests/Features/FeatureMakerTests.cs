using NoisyLabels.Learning.Backbones;
using NoisyLabels.Learning.Features;
using NoisyLabels.Learning.Inputs;
using NoisyLabels.Learning.Tests.Backbones;
using NoisyLabels.Testing;

namespace NoisyLabels.Learning.Tests.Features;

/// <summary>With a backbone that gives the mean of each colour, so that features can be foretold.</summary>
public sealed class FeatureMakerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Backbone _meanColour;

    public FeatureMakerTests() =>
        _meanColour = TinyModels.Describe(TinyModels.WriteMeanColour(_folder["models/mean.onnx"]));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_numbers_are_those_of_the_extractor_to_the_bit_and_in_the_order_of_the_images()
    {
        var images = Drawn(30);
        var expected = Extracted(images, "files");
        using var maker = Maker(cache: "bytes");

        var made = maker.Make(images, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(expected.Features.Values, made.SelectMany(m => m.Vector!));
        Assert.Equal(expected.Facts, made.Select(m => m.Facts));
        Assert.Equal(6, maker.Columns);
    }

    [Fact]
    public void What_either_made_is_in_the_cache_of_both()
    {
        var images = Drawn(20);
        using (var maker = Maker())
        {
            maker.Make(images, cancellation: TestContext.Current.CancellationToken);
        }

        Assert.Equal(20, Extracted(images, "cache").FromCache);
        File.Delete(_meanColour.ModelPath);
        using var again = Maker();
        Assert.All(again.Make(images, cancellation: TestContext.Current.CancellationToken), made => Assert.NotNull(made.Vector));
    }

    [Fact]
    public void Features_are_found_by_the_hash_alone()
    {
        var image = Drawn(1)[0];
        using var maker = Maker();
        var made = maker.Make(image, TestContext.Current.CancellationToken);

        var found = maker.Find(made.Sha256);

        Assert.Equal(made.Vector, found!.Vector);
        Assert.Equal(made.Facts, found.Facts);
        Assert.Null(maker.Find(new string('0', 64)));
        Assert.Throws<FormatException>(() => maker.Find("abc1"));
    }

    [Fact]
    public void A_picture_that_cannot_be_used_says_why_and_the_others_are_not_harmed()
    {
        var good = new ImageContent("good", TinyImages.Solid("png", 6, 5, 9, 0, 0));
        using var maker = Maker();

        var made = maker.Make([new("text", "no image"u8.ToArray()), good, new("empty", []), good], cancellation: TestContext.Current.CancellationToken);

        Assert.Equal([false, true, false, true], made.Select(m => m.Vector is not null));
        Assert.Equal("It is empty (0 bytes).", made[2].Problem);
        Assert.NotEqual("", made[0].Problem);
        Assert.Equal(9, made[1].Vector![0]);
        Assert.Null(made[1].Problem);
    }

    [Fact]
    public void A_picture_without_finite_features_says_so()
    {
        var logarithm = TinyModels.Describe(
            TinyModels.WriteLogOfMean(_folder["models/log.onnx"]), new BackboneOutput("log", 3));
        using var maker = new FeatureMaker(logarithm, Options("cache", 8));

        var made = maker.Make(new ImageContent("black", TinyImages.Solid("png", 4, 4, 0, 0, 0)), TestContext.Current.CancellationToken);

        Assert.Equal(("The backbone gives numbers for it that are not finite.", null), (made.Problem, made.Vector));
    }

    [Fact]
    public void Several_threads_may_ask_at_once()
    {
        var images = Drawn(40);
        using var maker = Maker();
        var expected = Extracted(images, "files").Features;

        Parallel.For(0, 40, i => Assert.Equal(expected.Row(i).ToArray(), maker.Make(images[i], CancellationToken.None).Vector));
    }

    [Fact]
    public void A_backbone_that_cannot_be_loaded_gives_a_sentence()
    {
        File.WriteAllText(_meanColour.ModelPath, "not an ONNX file");
        using var maker = Maker();

        var failed = Assert.Throws<UserErrorException>(() => maker.Make(Drawn(30), cancellation: TestContext.Current.CancellationToken));

        Assert.Contains("is no ONNX file that can be loaded", failed.Message, StringComparison.Ordinal);
        Assert.Throws<UserErrorException>(maker.Load);
    }

    [Fact]
    public void Sizes_are_chosen_from_the_headers_of_samples()
    {
        Assert.Equal([128], FeatureMaker.SizesFor(Drawn(3).Select(i => i.Bytes).Append([1, 2]), _meanColour));
        Assert.Equal([256], FeatureMaker.SizesFor([TinyImages.Make("jpg", 400, 300, 1)], _meanColour));
    }

    private static IReadOnlyList<ImageContent> Drawn(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new ImageContent($"{i:000}.png", TinyImages.Make("png", seed: i)))];

    private FeatureMaker Maker(string cache = "cache") => new(_meanColour, Options(cache, 8, 16));

    private FeatureOptions Options(string cache, params int[] sizes) =>
        new() { Sizes = sizes, Threads = 3, CachePath = _folder[cache] };

    private FeatureSet Extracted(IReadOnlyList<ImageContent> images, string cache) => new FeatureExtractor().Extract(
        new ImageDataset(
            _folder.Path,
            ["only"],
            [.. images.Select(i => new DatasetItem(i.Name, _folder.Write(i.Name, i.Bytes), null, 0))],
            []),
        _meanColour,
        Options(cache, 8, 16),
        cancellation: TestContext.Current.CancellationToken);
}
