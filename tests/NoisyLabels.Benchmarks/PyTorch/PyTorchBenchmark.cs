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
            "width", "batch", "parameters", "PyTorch, steps a second", "here, steps a second", "here ÷ PyTorch");
        var (name, least) = ("", double.MaxValue);
        foreach (var width in (arguments.Text("widths") ?? "16,64").Split(',').Select(int.Parse))
        {
            using var theirs = PythonSteps.TryStart(python, width, batch, Side, Classes, threads);
            if (theirs is null)
            {
                Console.WriteLine(
                    $"{python} has no PyTorch, so there is nothing to compare with. Debian's: apt-get install python3-torch; "
                    + "another Python with PyTorch: --python FILE.");
                return;
            }

            using var ours = new OwnSteps(width, batch, Side, Classes);
            var (there, here) = Measure(theirs, ours, steps, rounds);
            name = theirs.Name.Split(',')[0];
            least = Math.Min(least, here / there);
            table.Add($"{width}", $"{batch}", $"{ours.Parameters}", Text(there), Text(here), Text(here / there));
        }

        var body = FormattableString.Invariant(
            $"The same PreActResNet-18 and SGD on images of {Side} pixels, {threads} threads; medians of {rounds} turns each. ")
            + $"{name} against libtorch {torch.__version__} by TorchSharp. To pass: no slower.\n\n{table}\n"
            + Verdict.Of(least >= 1, $"at least {least:F2} times PyTorch's speed");
        new ResultsDocument(arguments.Text("out") ?? ExperimentsBenchmark.ReportPath)
            .Replace("Speed: training steps beside PyTorch's", body);
        Console.WriteLine(body);
    }

    private static (double There, double Here) Measure(PythonSteps theirs, OwnSteps ours, int steps, int rounds)
    {
        theirs.Run(2);
        ours.Run(2);
        var (there, here) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            there.Add(steps / theirs.Run(steps));
            here.Add(steps / ours.Run(steps));
        }

        return (Median(there), Median(here));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Text(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
