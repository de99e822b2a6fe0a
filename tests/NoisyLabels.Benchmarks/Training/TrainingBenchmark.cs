using NoisyLabels.Learning.InstanceGM;
using NoisyLabels.Learning.InstanceGM.Forecasts;
using NoisyLabels.Learning.InstanceGM.Inputs;
using NoisyLabels.Learning.InstanceGM.Networks;
using NoisyLabels.Learning.InstanceGM.Training;
using NoisyLabels.Learning.Native;
using TorchSharp;

namespace NoisyLabels.Benchmarks.Training;

/// <summary>Steps a second of InstanceGM on noise, against what the forecast said before, and the memory at its most.</summary>
internal static class TrainingBenchmark
{
    private const int Channels = 3;

    public static void Run(BenchmarkArguments arguments)
    {
        TorchRuntime.EnsureLoaded();
        torch.set_num_threads(arguments.Whole("threads", Environment.ProcessorCount));
        var preset = InstanceGmOptions.Preset(arguments.Text("preset") ?? "light");
        var options = preset with
        {
            ClassifierWidth = arguments.Whole("width", preset.ClassifierWidth),
            Epochs = arguments.Whole("epochs", 3),
            WarmupEpochs = 1,
        };
        var data = Noise(arguments.Whole("images", 500), options.ImageSize, classes: 10);
        var before = MostMemory();
        var probe = NetworkProbe.Measure(NetworkPlan.Of(data, options), options, TimeProvider.System);
        var (memory, time) = (MemoryForecast.Of(data, options), TimeForecast.Of(options, probe, data.Count));
        Console.WriteLine($"{probe.Costs}, a pass {1e6 * probe.SecondsOfPass:F1} µs");
        using var run = new TrainingRun(data, options, new(Epochs: new Printer()), probe.Costs);
        var started = TimeProvider.System.GetTimestamp();
        run.Train();

        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine($"seconds {seconds:F1}, forecast {time.Duration.TotalSeconds:F1}");
        Console.WriteLine(
            $"peak MB {MostMemory() / 1e6:F0}, of them before the training {before / 1e6:F0}, forecast of the training {memory.Bytes / 1e6:F0}");
    }

    private static TrainingSet Noise(int count, int side, int classes)
    {
        var random = new Random(1);
        var images = new byte[count][];
        for (var i = 0; i < count; i++)
        {
            images[i] = new byte[Channels * side * side];
            random.NextBytes(images[i]);
        }

        var inputs = new ByteImages(images, new(Channels, side, side));
        return new(inputs, [.. Enumerable.Range(0, count).Select(i => i % classes)], classes);
    }

    private static long MostMemory()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private sealed class Printer : IProgress<EpochReport>
    {
        private TimeSpan _before;

        public void Report(EpochReport value)
        {
            var kind = value.IsWarmup ? "warm-up" : "co-training";
            Console.WriteLine(
                $"epoch {value.Epoch}: {kind}, {(value.Elapsed - _before).TotalSeconds:F2} s, {value.Rule}, "
                + $"labelled {value.LabelledShare:F2}, remaining {value.Remaining.TotalSeconds:F1} s, {value.LossesA}");
            _before = value.Elapsed;
        }
    }
}
