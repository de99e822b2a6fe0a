namespace NoisyLabels.LabelStudio.Annotations;

/// <summary>
/// One given label out of the votes on a task: ground truth first, else the heavier vote. Estimating who is right is
/// left to learning; this is where it starts.
/// </summary>
/// <param name="Classes">Names of classes; exactly one for a single choice.</param>
/// <param name="Agreement">Share of the votes' weight that says the same, 0 to 1.</param>
/// <param name="Weight">The heaviest vote that says so, 0 to 1: how much the label may teach.</param>
/// <param name="IsTrusted">It is believed ground truth.</param>
/// <param name="Votes">How many annotators were heard.</param>
public sealed record Consensus(
    IReadOnlyList<string> Classes, double Agreement, double Weight, bool IsTrusted, int Votes)
{
    /// <summary>Null when no vote has any weight. Of equals the newest wins.</summary>
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
