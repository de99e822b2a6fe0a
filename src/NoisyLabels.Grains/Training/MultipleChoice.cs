using System.Text.Json;
using NoisyLabels.Grains.Storage.Rows;

namespace NoisyLabels.Grains.Training;

/// <summary>Several classes for one image: each is ticked when it is more likely than not.</summary>
internal static class MultipleChoice
{
    private const double Ticked = 0.5;

    /// <param name="probabilities">[K] of each class on its own.</param>
    public static Judgement Judge(
        string control, long task, IReadOnlyList<string> classes, IReadOnlyList<double> probabilities) => new()
    {
        Control = control,
        TaskId = task,
        Probabilities = ControlLesson.Json(classes, [.. probabilities.Select(p => (float)p)]),
        Predicted = JsonSerializer.Serialize(Chosen(classes, probabilities)),
        Confidence = Confidence(probabilities),
    };

    public static IReadOnlyList<string> Chosen(IReadOnlyList<string> classes, IReadOnlyList<double> probabilities) =>
        [.. classes.Where((_, k) => probabilities[k] >= Ticked)];

    // P(all ticks are right) = Π_k max(p_k, 1 − p_k), as if they were independent
    public static double Confidence(IReadOnlyList<double> probabilities) =>
        probabilities.Aggregate(1.0, (product, p) => product * Math.Max(p, 1 - p));
}
