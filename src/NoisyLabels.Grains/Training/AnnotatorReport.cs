using NoisyLabels.Contracts.Api;
using NoisyLabels.LabelStudio.Annotations;
using NoisyLabels.Learning.Annotators;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Grains.Training;

/// <summary>Who labels how well: the votes on each task beside what the model says without them.</summary>
internal static class AnnotatorReport
{
    /// <param name="votes">[N]; null where nobody labelled the task.</param>
    /// <param name="heldOut">[N, K] of a model that has not seen the task's label; null without a model.</param>
    /// <returns>The least quality first; none where fewer than two annotators are named.</returns>
    public static IReadOnlyList<AnnotatorStatus> Of(
        string control, IReadOnlyList<string> classes, IReadOnlyList<TaskVotes?> votes, FloatMatrix? heldOut)
    {
        var number = classes.Index().ToDictionary(item => item.Item, item => item.Index, StringComparer.Ordinal);
        var given = votes.Index()
            .SelectMany(task => (task.Item?.Votes ?? []).Select(vote => (Row: task.Index, Vote: vote)))
            .Where(item => item.Vote is { Annotator: not null, Weight: > 0, Classes: [var name] }
                && number.ContainsKey(name))
            .ToList();
        long[] annotators = [.. given.Select(item => item.Vote.Annotator!.Value).Distinct().Order()];
        if (heldOut is null || annotators.Length < 2)
        {
            return [];
        }

        int[] rows = [.. given.Select(item => item.Row).Distinct()];
        var at = rows.Index().ToDictionary(item => item.Item, item => item.Index);
        var labels = new int[rows.Length * annotators.Length];
        Array.Fill(labels, AnnotatorLabels.None);
        foreach (var (row, vote) in given)
        {
            labels[(at[row] * annotators.Length) + Array.BinarySearch(annotators, vote.Annotator!.Value)] =
                number[vote.Classes[0]];
        }

        var probabilities = new FloatMatrix(rows.Length, classes.Count);
        foreach (var (row, to) in at)
        {
            heldOut.Row(row).CopyTo(probabilities.Row(to));
        }

        var found = Crowdlab.Find(new AnnotatorLabels(labels, annotators.Length, classes.Count), probabilities);
        return
        [
            .. found.Annotators.Zip(annotators, (quality, annotator) => new AnnotatorStatus(
                    annotator,
                    control,
                    quality.Labels,
                    quality.Shared,
                    double.IsNaN(quality.AgreementWithConsensus) ? null : quality.AgreementWithConsensus,
                    quality.Quality,
                    classes[quality.WorstClass]))
                .OrderBy(annotator => annotator.Quality).ThenBy(annotator => annotator.Annotator),
        ];
    }
}
