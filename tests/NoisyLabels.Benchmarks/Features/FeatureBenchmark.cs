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
            var encoder = new EncoderAlone(backbone, dataset, size, threads);
            var before = encoder.Measure(EncodedAlone / 2);
            var whole = MeasureWhole(dataset, backbone, size, threads, Path.Combine(folder, "cache"));
            var after = encoder.Measure(EncodedAlone / 2);
            var alone = before + after;

            Console.WriteLine($"""
                {backbone.Name}, {dataset.Items.Count} images at {size} px, {threads} threads, from {dataset.Root}
                                        by the clock      processor time
                encoder alone      {alone.Rate,8:F1} images/s   {alone.CpuMilliseconds,8:F2} ms an image   (before {before.Rate:F1}, after {after.Rate:F1})
                whole, cold cache  {whole.Cold.Rate,8:F1} images/s   {whole.Cold.CpuMilliseconds,8:F2} ms an image
                ratio              {whole.Cold.Rate / alone.Rate,8:P1}            {alone.CpuMilliseconds / whole.Cold.CpuMilliseconds,8:P1}
                whole, from cache  {whole.Warm.Rate,8:F0} images/s   {whole.Warm.CpuMilliseconds,8:F2} ms an image
                memory at 10/50/100 % of the images  {string.Join(" / ", whole.MemoryMiB)} MiB, {whole.FeatureMiB} MiB of them features
                peak memory of the process           {PeakMiB()} MiB
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
        FeatureSet? features = null, again = null;
        var cold = Stint.Of(dataset.Items.Count, () => features = new FeatureExtractor().Extract(dataset, backbone, options, memory));
        var warm = Stint.Of(dataset.Items.Count, () => again = new FeatureExtractor().Extract(dataset, backbone, options));
        if (features!.Items.Count != dataset.Items.Count || again!.FromCache != dataset.Items.Count)
        {
            throw new InvalidOperationException("Not all images were encoded and then found in the cache; the rates would mean nothing.");
        }

        return new Whole(cold, warm, memory.MiB, features.Features.Values.LongLength * sizeof(float) >> 20);
    }

    private static long PeakMiB()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 >> 20;
    }

    private sealed record Whole(Stint Cold, Stint Warm, IReadOnlyList<long> MemoryMiB, long FeatureMiB);
}
