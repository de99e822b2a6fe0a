using NoisyLabels.Learning.Native;
using NoisyLabels.Testing;
using TorchSharp;

namespace NoisyLabels.Benchmarks.Experiments;

/// <summary>Trains InstanceGM in the ways that its claims compare, and writes what came out beside its code.</summary>
internal static class ExperimentsBenchmark
{
    public static string ReportPath { get; } =
        Path.Combine(SharedData.RepositoryRoot, "src", "NoisyLabels.Learning", "InstanceGM", "RESULTS.md");

    public static void Run(BenchmarkArguments arguments)
    {
        TorchRuntime.EnsureLoaded();
        torch.set_num_threads(arguments.Whole("threads", 1));
        var scale = ExperimentScale.Named(arguments.Text("scale") ?? "features");
        var seeds = arguments.Whole("seeds", 3);
        var document = new ResultsDocument(arguments.Text("out") ?? ReportPath);
        var light = new LightAgainstCrossEntropy(scale, seeds);
        var whole = new WholeMethod(scale, seeds);
        foreach (var name in (arguments.Text("only") ?? "X2,X3,X4,X5").Split(','))
        {
            var (title, body) = name switch
            {
                "X2" => ("stopping early", light.Stopping()),
                "X3" => ("light against cross-entropy in equal time", light.EqualTime()),
                "X4" => ("against the predecessor", whole.AgainstPredecessor()),
                "X5" => ("with and without the ELBO", whole.Ablation()),
                _ => throw new ArgumentException($"No such experiment: {name}. There are X2, X3, X4 and X5."),
            };
            document.Replace($"{name}, scale {scale.Name}: {title}", $"{scale.InWords}\n\n{body}");
            Console.WriteLine($"{name}: {title}\n\n{body}\n");
        }
    }
}
