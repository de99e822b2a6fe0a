using System.Diagnostics;
using NoisyLabels.Learning.Backbones;
using NoisyLabels.Learning.Datasets;
using NoisyLabels.Learning.Features;

namespace NoisyLabels.Benchmarks.Features;

/// <summary>
/// How near the whole extraction (read, hash, decode, encode, cache) comes to the encoder alone, in one run on one
/// machine, and what memory it takes. The goals: 90 % and 1 GB for 10,000 images.
/// </summary>
internal static class FeatureBenchmark
{
    /// <summary>Images that are encoded alone, half of them before and half after the whole, so that drift cancels out.</summary>
    private const int EncodedAlone = 2000;

    public static void Run(BenchmarkArguments arguments)
    {
        var images = arguments.Whole("images", 10_000);
        var size = arguments.Whole("size", 128);
        var threads = arguments.Whole("threads", Environment.ProcessorCount);
        var backbone = new BackboneCatalog(BackboneOptions.FromEnvironment()).Resolve(arguments.Text("backbone"));
        var folder = Directory.CreateTempSubdirectory("noisylabels-features-").FullName;
        try
        {
            var dataset = BenchmarkImages.Take(images, folder);
            var alone = new EncoderAlone(backbone, dataset, size, threads);
            var before = alone.Measure(EncodedAlone / 2);
            var whole = MeasureWhole(dataset, backbone, size, threads, Path.Combine(folder, "cache"));
            var after = alone.Measure(EncodedAlone / 2);
            var aloneRate = 2 / (1 / before + 1 / after);

            Console.WriteLine($"""
                {backbone.Name}, {dataset.Items.Count} images at {size} px, {threads} threads, from {dataset.Root}
                encoder alone      {aloneRate,8:F1} images/s   (before {before:F1}, after {after:F1})
                whole extraction   {whole.Rate,8:F1} images/s   cold cache
                ratio              {whole.Rate / aloneRate,8:P1}
                memory at 10/50/100 % of the images  {string.Join(" / ", whole.MemoryMiB)} MiB
                peak memory of the process           {PeakMiB()} MiB
                features                             {whole.FeatureMiB} MiB
                second run, from the cache {whole.CachedRate,8:F0} images/s
                """);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Whole MeasureWhole(ImageDataset dataset, Backbone backbone, int size, int threads, string cache)
    {
        var options = new FeatureOptions { Sizes = [size], Threads = threads, CachePath = cache };
        var memory = new MemoryAt(dataset.Items.Count, [0.1, 0.5, 1]);
        var (features, seconds) = Timed(() => new FeatureExtractor().Extract(dataset, backbone, options, memory));
        var (again, cachedSeconds) = Timed(() => new FeatureExtractor().Extract(dataset, backbone, options));
        if (features.Items.Count != dataset.Items.Count || again.FromCache != dataset.Items.Count)
        {
            throw new InvalidOperationException("Not all images were encoded and then found in the cache; the rates would mean nothing.");
        }

        return new Whole(
            features.Items.Count / seconds,
            again.Items.Count / cachedSeconds,
            memory.MiB,
            features.Features.Values.LongLength * sizeof(float) >> 20);
    }

    private static (T Result, double Seconds) Timed<T>(Func<T> work)
    {
        var watch = Stopwatch.StartNew();
        var result = work();
        return (result, watch.Elapsed.TotalSeconds);
    }

    private static long PeakMiB()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 >> 20;
    }

    private sealed record Whole(double Rate, double CachedRate, IReadOnlyList<long> MemoryMiB, long FeatureMiB);
}
