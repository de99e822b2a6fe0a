namespace NoisyLabels.Datasets.Reading.Manifests;

/// <summary>A task of a Label Studio export.</summary>
/// <param name="Where">For messages: <c>task 12</c>.</param>
/// <param name="Data">What was imported with it, texts and numbers only.</param>
/// <param name="Votes">What its annotators chose; skipped annotations are not among them.</param>
internal sealed record ExportedTask(
    string Where, IReadOnlyDictionary<string, string?> Data, IReadOnlyList<ExportedVote> Votes)
{
    /// <summary>
    /// The one label of the task: ground truth counts before all others, then the majority. A tie, or several choices
    /// at once, is a problem.
    /// </summary>
    public (string? Label, string? Problem) Label()
    {
        ExportedVote[] votes = [.. Votes.Where(vote => vote.IsGroundTruth)];
        votes = votes.Length > 0 ? votes : [.. Votes];
        if (votes.FirstOrDefault(vote => vote.Choices.Count > 1) is { } several)
        {
            return (
                null, $"It has {several.Choices.Count} choices at once ({string.Join(", ", several.Choices)}); one is "
                    + "expected.");
        }

        var counts = votes.SelectMany(vote => vote.Choices).CountBy(label => label)
            .OrderByDescending(count => count.Value)
            .ToArray();
        return counts switch
        {
            [] => (null, "It has no annotation, so it has no label."),
            [var first, var second, ..] when first.Value == second.Value => (
                null, $"Its annotators disagree ({first.Key}, {second.Key}); mark one annotation as ground truth."),
            [var first, ..] => (first.Key, null),
        };
    }
}

/// <summary>What one annotation of an exported task says.</summary>
internal sealed record ExportedVote(IReadOnlyList<string> Choices, bool IsGroundTruth);
