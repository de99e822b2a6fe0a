using System.Globalization;

namespace NoisyLabels.EndToEnd.Tests.Team;

/// <param name="Predicted">Tasks with a prediction of the active version.</param>
/// <param name="Accuracy">Share of the tasks without a label that are predicted rightly.</param>
/// <param name="WorstFirst">For each label, most suspicious first: is it wrong?</param>
internal sealed record RoundResult(int Predicted, double Accuracy, IReadOnlyList<bool> WorstFirst)
{
    public int WrongAmong(int first) => WorstFirst.Take(first).Count(isWrong => isWrong);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Predicted} predicted, accuracy on the rest {Accuracy:0.000}, {WorstFirst.Count(w => w)} wrong labels, "
            + $"{WrongAmong(6)} among the first 6, {WrongAmong(24)} among the first 24");
}
