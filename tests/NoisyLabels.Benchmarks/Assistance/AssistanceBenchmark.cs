namespace NoisyLabels.Benchmarks.Assistance;

/// <summary>
/// Learning curves: accuracy on the images without a label against the number of labels, beside plain heads in the same
/// run. Means, and in brackets the worst draw. Nothing is tuned for a set, and nothing but the column "best ridge" is
/// chosen by the truth.
/// </summary>
internal static class AssistanceBenchmark
{
    /// <summary>With twenty labels a person looks at six for four wrong ones, later at twelve for ten.</summary>
    private static double SlackAt(int count) => count <= 20 ? 1.5 : 1.2;

    public static void Run(BenchmarkArguments arguments)
    {
        var labels = arguments.Text("labels")?.Split(',').Select(int.Parse).ToArray();
        Console.WriteLine($"{"set",-22}{"labels",7}{"softmax C=1",15}{"best ridge",15}{"spread",15}{"+ head",15}{"assisted",15}{"classifier",15}{"caught",15}{"seconds",9}");
        foreach (var project in Chosen(arguments.Text("sets") ?? "cats-dogs,cifar10n", arguments.Backbone))
        {
            foreach (var count in labels ?? project.Counts)
            {
                var draws = Enumerable.Range(1, arguments.Whole("draws", project.Draws))
                    .Select(seed => CurvePoint.Of(project, count, seed, SlackAt(count))).ToArray();
                Print(project.Name, count, draws);
            }
        }
    }

    private static IEnumerable<LabellingProject> Chosen(string names, string? backbone) => names.Split(',').SelectMany(name => name switch
    {
        "cats-dogs" => LabellingProject.CatsAndDogs(backbone),
        "cifar10n" => LabellingProject.Cifar10n(backbone),
        _ => throw new ArgumentException($"No such set: {name}. There are cats-dogs and cifar10n."),
    });

    private static void Print(string set, int count, CurvePoint[] draws)
    {
        Func<CurvePoint, double>[] columns =
            [d => d.Softmax, d => d.BestRidge, d => d.Spread, d => d.Head, d => d.Assisted, d => d.Classifier, d => d.Caught];
        var shown = columns.Select(column => $"{draws.Average(column),8:F3} ({draws.Min(column):F3})");
        Console.WriteLine($"{set,-22}{count,7}{string.Concat(shown)}{draws.Average(d => d.Seconds),9:F2}");
    }
}
