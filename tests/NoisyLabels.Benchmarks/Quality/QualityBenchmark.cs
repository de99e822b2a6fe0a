using System.Diagnostics;
using NoisyLabels.Datasets.Evaluation;
using NoisyLabels.Datasets.Finding;
using NoisyLabels.Learning.Detection;

namespace NoisyLabels.Benchmarks.Quality;

/// <summary>
/// How well wrong labels are found on real images with known truth, with nothing tuned for a set: the means over the
/// draws of the noise. The truth is only looked at to report.
/// </summary>
internal static class QualityBenchmark
{
    private static readonly string[] Columns = ["average_precision", "auroc", "f1", "best_f1", "label_accuracy_before", "label_accuracy_after", "expected_calibration_error"];

    public static void Run(BenchmarkArguments arguments)
    {
        var backbone = arguments.Backbone;
        var methods = (arguments.Text("methods") ?? DetectionMethods.Default.Name).Split(',');
        var sizes = arguments.Text("sizes")?.Split(',').Select(int.Parse).ToArray() ?? [];
        var folder = Directory.CreateTempSubdirectory("noisylabels-quality-").FullName;
        try
        {
            Console.WriteLine($"{"set",-18}{"method",-20}{"AP",8}{"AUROC",8}{"F1",8}{"best F1",9}{"before",8}{"after",8}{"ECE",8}{"flagged",9}{"seconds",9}");
            var sets = Chosen(arguments.Text("sets") ?? "cifar10n,cats-dogs", folder, arguments.Whole("seeds", 3));
            foreach (var draws in sets.GroupBy(s => s.Name))
            {
                foreach (var method in methods)
                {
                    var options = new FindOptions { Input = "", Backbone = backbone, Method = method, Sizes = sizes };
                    Print(draws.Key, method, [.. draws.Select(set => Measure(set, options))]);
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<NoisySet> Chosen(string names, string folder, int seeds) => names.Split(',').SelectMany(name => name switch
    {
        "cifar10n" => NoisySet.Cifar10n(),
        "cats-dogs" => NoisySet.CatsAndDogs(folder, seeds),
        _ => throw new ArgumentException($"No such set: {name}. There are cifar10n and cats-dogs."),
    });

    private static (EvaluationReport Report, double Seconds) Measure(NoisySet set, FindOptions options)
    {
        var watch = Stopwatch.StartNew();
        var outcome = new LabelIssueFinder().Run(options with { Input = set.Input, LabelColumn = set.LabelColumn });
        var seconds = watch.Elapsed.TotalSeconds;
        var items = outcome.Features.Items;
        var report = Evaluator.Evaluate(
            new EvaluationInput
            {
                LabelQuality = outcome.Detection.LabelQuality,
                IsLabelIssue = outcome.Detection.IsLabelIssue,
                GivenLabel = [.. items.Select(i => i.GivenLabel)],
                SuggestedLabel = outcome.Detection.SuggestedLabel,
                TrueLabel = set.Truth.LabelsOf([.. items.Select(i => i.FileName)], outcome.Dataset.Classes),
            },
            new EvaluationOptions { Resamples = 10 });
        if (Environment.GetEnvironmentVariable("FACTS") is not null)
        {
            Console.WriteLine(string.Join(", ", outcome.Detection.Facts.Select(f => $"{f.Key} {f.Value}")) + string.Join(" ", outcome.Info.Timings));
        }

        return (report, seconds);
    }

    private static void Print(string set, string method, (EvaluationReport Report, double Seconds)[] draws)
    {
        var values = Columns.Select(c => draws.Average(d => d.Report[c].Value ?? double.NaN)).ToArray();
        var shown = values.Select((v, i) => i == 3 ? $"{v,9:F3}" : $"{v,8:F3}");
        Console.WriteLine($"{set,-18}{method,-20}{string.Concat(shown)}{draws.Average(d => d.Report.FlaggedImages),9:F0}{draws.Average(d => d.Seconds),9:F1}");
    }
}
