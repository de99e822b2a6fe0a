using System.Text.Json;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Learning.Assistance;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Grains.Training;

/// <summary>
/// Is the new model at least as good as the active one? What the active one said of each image then, it said without
/// that image's label, so today's labels can judge both.
/// </summary>
internal static class VersionCheck
{
    /// <summary>Fewer labels that both versions have judged say nothing.</summary>
    private const int MinLabels = 20;

    /// <returns>Null when there is nothing to compare with.</returns>
    public static VersionComparison? Compare(
        ControlResult result, IReadOnlyList<StoredTask> tasks, IReadOnlyList<Judgement> before)
    {
        if (result is not { HeldOut: { } now, Classifiers: [{ Classes: var classes }, ..] })
        {
            return null;
        }

        var known = before.Where(judgement => judgement.Control == result.Control)
            .ToDictionary(judgement => judgement.TaskId);
        var labels = new int[tasks.Count];
        var then = new FloatMatrix(tasks.Count, classes.Count);
        foreach (var (row, task) in tasks.Index())
        {
            labels[row] = known.TryGetValue(task.TaskId, out var judgement)
                && Fill(then.Row(row), JsonSerializer.Deserialize<Dictionary<string, double>>(judgement.Probabilities)!, classes)
                    ? result.Labels[row]
                    : PartialLabels.None;
        }

        return labels.Count(label => label != PartialLabels.None) >= MinLabels
            ? VersionComparison.Compare(labels, then, now)
            : null;
    }

    /// <returns>False when it knows other classes, and cannot be compared.</returns>
    private static bool Fill(Span<float> row, Dictionary<string, double> probabilities, IReadOnlyList<string> classes)
    {
        for (var k = 0; k < classes.Count; k++)
        {
            if (!probabilities.TryGetValue(classes[k], out var p))
            {
                return false;
            }

            row[k] = (float)p;
        }

        return probabilities.Count == classes.Count;
    }
}
