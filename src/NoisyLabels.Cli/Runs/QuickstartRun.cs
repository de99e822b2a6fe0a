using NoisyLabels.Datasets.Evaluation;
using NoisyLabels.Datasets.Examples;
using NoisyLabels.Datasets.Finding;

namespace NoisyLabels.Cli.Runs;

/// <summary>The whole way once: draw, find, compare with the truth.</summary>
/// <param name="Images">The folder of the drawn dataset.</param>
/// <param name="Found">What was found in it.</param>
/// <param name="Evaluation">How well.</param>
internal sealed record QuickstartRun(string Images, FindRun Found, EvaluationReport Evaluation)
{
    private const string TruthName = "truth.csv";

    public static QuickstartRun Execute(
        string folder, int seed, TimeProvider clock, IProgress<WorkProgress> progress, CancellationToken token)
    {
        var (images, results) = (Path.Combine(folder, "example"), Path.Combine(folder, "results"));
        var truth = Path.Combine(images, TruthName);
        if (!File.Exists(truth))
        {
            ExampleDataset.Write(images, new ExampleOptions { Seed = seed }, progress, token);
        }

        var found = FindRun.Execute(new FindOptions { Input = images, Seed = seed }, results, clock, progress, token);
        progress.Report(new WorkProgress("evaluating", 0, null, "resamples"));
        return new QuickstartRun(
            images,
            found,
            RunEvaluation.Evaluate(results, truth, new EvaluationOptions { Seed = seed }));
    }
}
