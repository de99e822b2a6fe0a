using System.Globalization;
using NoisyLabels.Benchmarks.Experiments;
using NoisyLabels.Learning.Native;
using TorchSharp;

namespace NoisyLabels.Benchmarks.PyTorch;

/// <summary>
/// Steps a second of the classifier against the same network in PyTorch, on the same cores, by turns, so that what else
/// the machine does slows both.
/// </summary>
internal static class PyTorchBenchmark
{
    private const int Side = 32;
    private const int Classes = 10;

    public static void Run(BenchmarkArguments arguments)
    {
        TorchRuntime.EnsureLoaded();
        var threads = arguments.Whole("threads", Environment.ProcessorCount);
        var (batch, steps, rounds) = (arguments.Whole("batch", 128), arguments.Whole("steps", 5), arguments.Whole("rounds", 7));
        var python = arguments.Text("python") ?? "/usr/bin/python3";
        torch.set_num_threads(threads);
        var table = new ResultTable(
            "width", "batch", "parameters", "PyTorch, steps a second", "the same, channels last", "here", "here ÷ PyTorch",
            "here ÷ channels last");
        var (name, least, leastLaid) = ("", double.MaxValue, double.MaxValue);
        foreach (var width in (arguments.Text("widths") ?? "16,64").Split(',').Select(int.Parse))
        {
            using var theirs = PythonSteps.TryStart(python, width, batch, Side, Classes, threads, 0);
            using var laid = PythonSteps.TryStart(python, width, batch, Side, Classes, threads, 1);
            if (theirs is null || laid is null)
            {
                Console.WriteLine(
                    $"{python} has no PyTorch, so there is nothing to compare with. Debian's: apt-get install python3-torch; "
                    + "another Python with PyTorch: --python FILE.");
                return;
            }

            using var ours = new OwnSteps(width, batch, Side, Classes);
            var speeds = Measure([theirs.Run, laid.Run, ours.Run], steps, rounds);
            name = theirs.Name.Split(',')[0];
            least = Math.Min(least, speeds[2] / speeds[0]);
            leastLaid = Math.Min(leastLaid, speeds[2] / speeds[1]);
            table.Add(
                [$"{width}", $"{batch}", $"{ours.Parameters}", .. speeds.Select(Text), Text(speeds[2] / speeds[0]), Text(speeds[2] / speeds[1])]);
        }

        var body = FormattableString.Invariant(
            $"The same PreActResNet-18 and SGD on images of {Side} pixels, {threads} threads; medians of {rounds} turns each. ")
            + $"{name} against libtorch {torch.__version__} by TorchSharp. To pass: no slower than the network as one writes "
            + "it; beside it PyTorch told to lay the channels of a pixel side by side, as is done here.\n\n"
            + $"{table}\n"
            + Verdict.Of(
                least >= 1,
                $"at least {least:F2} times PyTorch's speed, and at least {leastLaid:F2} times that with channels last");
        new ResultsDocument(arguments.Text("out") ?? ExperimentsBenchmark.ReportPath)
            .Replace("Speed: training steps beside PyTorch's", body);
        Console.WriteLine(body);
    }

    /// <returns>Steps a second of each, the median of its turns.</returns>
    private static double[] Measure(Func<int, double>[] runs, int steps, int rounds)
    {
        foreach (var run in runs)
        {
            run(2);
        }

        var turns = Enumerable.Range(0, rounds)
            .Select(_ => runs.Select(run => steps / run(steps)).ToArray()).ToList();
        return [.. runs.Select((_, at) => Median([.. turns.Select(turn => turn[at])]))];
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Text(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
