using NoisyLabels.Datasets.Evaluation;
using NoisyLabels.Datasets.Results;

namespace NoisyLabels.Cli.Runs;

/// <summary>Holds a run against the truth.</summary>
internal static class RunEvaluation
{
    /// <param name="runFolder">What <c>find</c> wrote.</param>
    /// <param name="truthFile">The right label of each image, as CSV or JSON Lines.</param>
    /// <param name="options">Resamples and seed of the intervals.</param>
    /// <exception cref="UserErrorException">The run or the truth cannot be read, or they do not fit.</exception>
    public static EvaluationReport Evaluate(string runFolder, string truthFile, EvaluationOptions options)
    {
        var run = RunReader.Read(runFolder);
        var truth = TruthFile.Read(truthFile).LabelsOf([.. run.Issues.Select(row => row.FileName)], run.Classes);
        var index = run.Classes.Index().ToDictionary(item => item.Item, item => item.Index, StringComparer.Ordinal);
        return Evaluator.Evaluate(
            new EvaluationInput
            {
                LabelQuality =
                [
                    .. run.Issues.Select(row => row.LabelQuality ?? throw NoQuality(runFolder, row.FileName)),
                ],
                IsLabelIssue = [.. run.Issues.Select(row => row.IsLabelIssue)],
                GivenLabel = [.. run.Issues.Select(row => index[row.GivenLabel])],
                SuggestedLabel = [.. run.Issues.Select(row => row.SuggestedLabel is { } label ? index[label] : -1)],
                TrueLabel = truth,
            },
            options);
    }

    private static UserErrorException NoQuality(string folder, string image) =>
        new($"The run in \"{folder}\" has no label_quality for \"{image}\"; run find again.");
}
