namespace NoisyLabels.EndToEnd.Tests.Team;

/// <summary>What a team labels, and what would have been right: the images lie in folders cat and dog.</summary>
internal sealed class LabellingRound
{
    private readonly Random _random;
    private readonly HashSet<long> _wrong = [];

    public LabellingRound(IReadOnlyDictionary<string, long> tasks, int seed)
    {
        _random = new Random(seed);
        Truth = tasks.ToDictionary(task => task.Value, task => task.Key.Split('/')[^2]);
    }

    /// <summary>The right label of each task.</summary>
    public IReadOnlyDictionary<long, string> Truth { get; }

    /// <summary>The labels that were given.</summary>
    public Dictionary<long, string> Given { get; } = [];

    /// <summary>Labels as many images of each class, and as many of each wrongly.</summary>
    public async Task LabelAsync(LabellingTeam team, int labels, int wrong)
    {
        string[] classes = [.. Truth.Values.Distinct().Order(StringComparer.Ordinal)];
        var chosen = classes.SelectMany(name =>
        {
            long[] ids = [.. Truth.Where(task => task.Value == name && !Given.ContainsKey(task.Key)).Select(t => t.Key).Order()];
            _random.Shuffle(ids);
            return ids.Take(labels / classes.Length).Select((id, at) =>
                (Id: id, Label: at < wrong / classes.Length ? classes.First(other => other != name) : name));
        }).ToArray();
        _random.Shuffle(chosen);
        foreach (var (id, label) in chosen)
        {
            await team.AnnotateAsync(id, label);
            Given[id] = label;
            if (label != Truth[id])
            {
                _wrong.Add(id);
            }
        }
    }

    public RoundResult Compare(IReadOnlyList<TeamPrediction> predictions)
    {
        var rest = predictions.Where(prediction => !Given.ContainsKey(prediction.Task)).ToList();
        return new RoundResult(
            predictions.Select(prediction => prediction.Task).Distinct().Count(),
            rest.Count == 0 ? 0 : rest.Average(prediction => prediction.Label == Truth[prediction.Task] ? 1.0 : 0),
            [
                .. predictions.Where(prediction => prediction.Mislabeling is not null && Given.ContainsKey(prediction.Task))
                    .OrderByDescending(prediction => prediction.Mislabeling)
                    .Select(prediction => _wrong.Contains(prediction.Task)),
            ]);
    }
}
