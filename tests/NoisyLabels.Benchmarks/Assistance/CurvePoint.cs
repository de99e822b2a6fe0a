using System.Diagnostics;
using NoisyLabels.Learning.Assistance;

namespace NoisyLabels.Benchmarks.Assistance;

/// <summary>What one draw of the labels gave.</summary>
/// <param name="Softmax">Accuracies on the images without a label.</param>
/// <param name="Caught">Share of the wrong labels among as many of the most doubted as <see cref="Of"/> says.</param>
internal sealed record CurvePoint(
    double Softmax, double BestRidge, double Spread, double Head, double Assisted, double Classifier, double Caught, double Seconds)
{
    /// <param name="slack">Labels that are looked at for each wrong one.</param>
    public static CurvePoint Of(LabellingProject project, int count, int seed, double slack)
    {
        var given = project.Draw(count, seed);
        var watch = Stopwatch.StartNew();
        var model = new AssistedLearner()
            .Learn(project.Space, new PartialLabels(given, project.Classes) { Seed = seed }, project.Backbone)
            .Model ?? throw new InvalidOperationException("No model was made.");
        var seconds = watch.Elapsed.TotalSeconds;
        var (spread, head) = PlainHeads.Sketch(project.Space, given, project.Classes);
        var classes = project.Classes.Count;
        return new(
            Accuracy(PlainHeads.Softmax(project.Space, given, classes)),
            PlainHeads.BestRidge(project.Space, given, classes, Accuracy),
            Accuracy(spread),
            Accuracy(head),
            Accuracy(model.PredictedLabel),
            Accuracy(Predicted(model.Classifier, project)),
            ShareCaught(project, given, model, slack),
            seconds);

        double Accuracy(int[] predicted) => Enumerable.Range(0, given.Length)
            .Where(i => given[i] < 0)
            .Average(i => predicted[i] == project.Truth[i] ? 1.0 : 0);
    }

    private static int[] Predicted(Classifier classifier, LabellingProject project)
    {
        var probabilities = classifier.PredictProbabilities(project.Space.Features);
        return [.. Enumerable.Range(0, probabilities.Rows).Select(row => Enumerable.Range(0, probabilities.Columns).MaxBy(k => probabilities[row, k]))];
    }

    private static double ShareCaught(LabellingProject project, int[] given, AssistedModel model, double slack)
    {
        var wrong = Enumerable.Range(0, given.Length).Count(i => IsWrong(i));
        var looked = Enumerable.Range(0, given.Length).OrderByDescending(i => model.Mislabeling[i]).Take((int)Math.Round(slack * wrong));
        return wrong == 0 ? double.NaN : (double)looked.Count(IsWrong) / wrong;

        bool IsWrong(int i) => given[i] >= 0 && given[i] != project.Truth[i];
    }
}
