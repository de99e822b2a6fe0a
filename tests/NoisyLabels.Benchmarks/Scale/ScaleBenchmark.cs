using NoisyLabels.Datasets.Evaluation;
using NoisyLabels.Learning.Detection;
using NoisyLabels.Learning.Heads;
using NoisyLabels.Learning.Native;
using NoisyLabels.Learning.Neighbors;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Benchmarks.Scale;

/// <summary>
/// The default method, with its graph of neighbours, on as many rows and classes as a large dataset has. The goal: the
/// probabilities of all images and classes are in memory once, as 32-bit floats; all else grows by features only.
/// </summary>
internal static class ScaleBenchmark
{
    public static void Run(BenchmarkArguments arguments)
    {
        var (rows, classes) = (arguments.Whole("rows", 200_000), arguments.Whole("classes", 1_000));
        var (dimension, seed) = (arguments.Whole("dimension", 512), arguments.Whole("seed", 0));
        TorchRuntime.EnsureLoaded();
        var start = Environment.WorkingSet >> 20;
        Console.WriteLine($"{rows:N0} rows, {classes:N0} classes, {dimension:N0} features, {Environment.ProcessorCount} cores");
        Console.WriteLine($"{"phase",-40}{"seconds",12}{"CPU s",12}{"peak MiB",12}{"after MiB",12}");

        var meter = new PhaseMeter();
        meter.Enter("drawing features");
        var drawn = SyntheticFeatures.Draw(rows, classes, dimension, seed);
        var graph = FindNeighbors(drawn.Features, meter);
        var input = new DetectionInput(
            drawn.Features, [new ColumnRange(0, dimension)], drawn.Given, classes, graph, seed);
        var result = DetectionMethods.Default.Detect(
            input, meter.Listen(p => $"{p.Phase}: {p.Done} {p.Unit} done"), CancellationToken.None);
        meter.Enter(null);

        PrintMemory(rows, classes, dimension, graph, start, meter.PeakMiB);
        PrintQuality(drawn, result);
    }

    private static NeighborGraph FindNeighbors(FloatMatrix features, PhaseMeter meter)
    {
        meter.Enter("scaling for neighbours");
        var scaled = new FeatureBlocks([new ColumnRange(0, features.Columns)]).Final(features);
        meter.Enter("neighbours");
        return ExactNeighbors.Find(scaled);
    }

    private static void PrintMemory(int rows, int classes, int dimension, NeighborGraph graph, long start, long peak)
    {
        Print("memory before", $"{start:N0} MiB");
        Print("features, N x D", $"{MiB((long)rows * dimension):N0} MiB");
        Print("neighbours", $"{MiB(2L * graph.Rows * graph.K):N0} MiB");
        Print("one float32 matrix, N x K", $"{MiB((long)rows * classes):N0} MiB");
        Print("peak", $"{peak:N0} MiB");
    }

    private static void PrintQuality(SyntheticFeatures drawn, DetectionResult result)
    {
        var report = Evaluator.Evaluate(
            new EvaluationInput
            {
                LabelQuality = result.LabelQuality,
                IsLabelIssue = result.IsLabelIssue,
                GivenLabel = drawn.Given,
                SuggestedLabel = result.SuggestedLabel,
                TrueLabel = [.. drawn.Truth],
            },
            new EvaluationOptions { Resamples = 0 });
        Print("average precision / F1 of the flags", $"{report["average_precision"].Value:F3} / {report["f1"].Value:F3}");
        Print("flagged", $"{report.FlaggedImages:N0}");
        foreach (var (name, value) in result.Facts)
        {
            Print(name, $"{value}");
        }
    }

    private static long MiB(long values) => values * sizeof(float) >> 20;

    private static void Print(string what, string value) => Console.WriteLine($"{what,-40}{value,16}");
}
