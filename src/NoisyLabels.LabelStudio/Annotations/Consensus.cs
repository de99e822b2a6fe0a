namespace NoisyLabels.LabelStudio.Annotations;

/// <summary>
/// One given label for a task from its votes: ground truth first, else the heavier vote. Learning starts from it and
/// estimates who is right.
/// </summary>
/// <param name="Classes">Names of classes; exactly one for a single choice.</param>
/// <param name="Agreement">Share of the votes' weight that says the same, 0 to 1.</param>
/// <param name="Weight">The weight of the heaviest vote for it, 0 to 1: how much the label may teach.</param>
/// <param name="IsTrusted">It is believed to be ground truth.</param>
/// <param name="Votes">How many annotators were heard.</param>
public sealed record Consensus(
    IReadOnlyList<string> Classes, double Agreement, double Weight, bool IsTrusted, int Votes)
{
    /// <summary>Null when no vote has any weight. Among equals the newest wins.</summary>
    public static Consensus? Of(TaskVotes task)
    {
        var votes = task.Votes.Where(vote => vote.Weight > 0).ToList();
        var heard = votes.Any(vote => vote.IsTrusted) ? votes.FindAll(vote => vote.IsTrusted) : votes;
        var winner = heard
            .GroupBy(vote => string.Join('\n', vote.Classes))
            .OrderByDescending(group => group.Sum(vote => vote.Weight))
            .ThenByDescending(group => group.Max(vote => vote.At))
            .FirstOrDefault();
        if (winner is null)
        {
            return null;
        }

        var same = votes.Where(vote => string.Join('\n', vote.Classes) == winner.Key).Sum(vote => vote.Weight);
        return new Consensus(
            winner.First().Classes,
            same / votes.Sum(vote => vote.Weight),
            winner.Max(vote => vote.Weight),
            winner.Any(vote => vote.IsTrusted),
            votes.Count);
    }
}
