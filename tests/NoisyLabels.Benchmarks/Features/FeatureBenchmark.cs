using System.Diagnostics;
using NoisyLabels.Learning.Backbones;
using NoisyLabels.Learning.Features;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Benchmarks.Features;

/// <summary>
/// How near the whole extraction (read, hash, decode, encode, cache) comes to the encoder alone, in one run on one
/// machine, and what memory it takes. The goals: 90 % and 1 GB for 10,000 images.
/// </summary>
internal static class FeatureBenchmark
{
    /// <summary>
    /// Images that are encoded alone, half of them before and half after the whole, so that drift cancels out.
    /// </summary>
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

            var setting = $"{backbone.Name}, {dataset.Items.Count} images, {size} px, {threads} threads";
            Print(setting, "by the clock", "processor time");
            Print("encoder alone", alone);
            Print("whole, cold cache", whole.Cold);
            var (rates, times) = (whole.Cold.Rate / alone.Rate, alone.CpuMilliseconds / whole.Cold.CpuMilliseconds);
            Print("ratio", $"{rates:P1}", $"{times:P1}");
            Print("whole, from the cache", whole.Warm);
            Print("encoder alone, before and after", $"{before.Rate:F1} images/s", $"{after.Rate:F1} images/s");
            Print("memory at 10 / 50 / 100 % of the images, MiB", string.Join(" / ", whole.MemoryMiB));
            Print("features, MiB", $"{whole.FeatureMiB}");
            Print("peak memory of the process, MiB", $"{PeakMiB()}");
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
        var cold = Stint.Of(
            dataset.Items.Count, () => features = new FeatureExtractor().Extract(dataset, backbone, options, memory));
        var warm = Stint.Of(
            dataset.Items.Count, () => again = new FeatureExtractor().Extract(dataset, backbone, options));
        if (features!.Items.Count != dataset.Items.Count || again!.FromCache != dataset.Items.Count)
        {
            throw new InvalidOperationException("Not all images were encoded and then found in the cache.");
        }

        return new Whole(cold, warm, memory.MiB, features.Features.Values.LongLength * sizeof(float) >> 20);
    }

    private static void Print(string what, Stint stint) =>
        Print(what, $"{stint.Rate:F1} images/s", $"{stint.CpuMilliseconds:F2} ms an image");

    private static void Print(string what, params string[] values) =>
        Console.WriteLine($"{what,-46}{string.Concat(values.Select(v => $"{v,20}"))}");

    private static long PeakMiB()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 >> 20;
    }

    private sealed record Whole(Stint Cold, Stint Warm, IReadOnlyList<long> MemoryMiB, long FeatureMiB);
}
