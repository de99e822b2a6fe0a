using NoisyLabels.Grains.Storage.Rows;

namespace NoisyLabels.Grains.Training;

/// <summary>
/// What stays of a training whose model is worse than the active one: the active model goes on under a new version, in
/// which the labels and images that came since are judged as well. Otherwise a wrong label would be pointed at only
/// after the next training that succeeds, and nobody knows when that is.
/// </summary>
internal static class KeptModel
{
    /// <param name="before">Of the active version.</param>
    /// <param name="now">Of the new model, which has learned from none of the labels that it judges here.</param>
    /// <returns>Null when nothing has come since.</returns>
    public static IReadOnlyList<Judgement>? Judgements(IReadOnlyList<Judgement> before, IReadOnlyList<Judgement> now)
    {
        var known = before.ToDictionary(judgement => (judgement.Control, judgement.TaskId));
        var pairs = now.Select(one => (Then: known.GetValueOrDefault((one.Control, one.TaskId)), Now: one)).ToList();
        return pairs.TrueForAll(pair => pair.Then is { } then && then.Given == pair.Now.Given)
            ? null
            : [.. pairs.Select(pair => pair.Then is { } then ? Merged(then, pair.Now) : pair.Now)];
    }

    private static Judgement Merged(Judgement then, Judgement now) => then.Given == now.Given ? then : now with
    {
        Probabilities = then.Probabilities,
        Predicted = then.Predicted,
        Confidence = then.Confidence,
    };
}
