using System.Text.Json;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.LabelStudio.Api.Calls;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Grains.Background;

/// <summary>What a version's judgements are as predictions of Label Studio, by how they can be stored.</summary>
/// <param name="Single">These must be stored one by one: the worst labels first, then what has no label.</param>
/// <param name="Bulk">All others.</param>
internal sealed record PushEntries(IReadOnlyList<NewPrediction> Single, IReadOnlyList<NewPrediction> Bulk)
{
    /// <summary>One by one Label Studio stores about a dozen in a second: only the worst labels are worth it.</summary>
    internal const int MaxSingle = 500;

    public static PushEntries None { get; } = new([], []);

    /// <summary>Tasks of which the configuration offers nothing that was predicted are left out.</summary>
    public static PushEntries Of(
        IReadOnlyList<Judgement> judgements, IReadOnlyList<StoredTask> tasks, LabelConfig config, string modelVersion)
    {
        var data = tasks.ToDictionary(task => task.TaskId, task => task.Parsed());
        var single = new List<NewPrediction>();
        var bulk = new List<NewPrediction>();
        foreach (var task in judgements.GroupBy(one => one.TaskId).Where(task => data.ContainsKey(task.Key)))
        {
            Judgement[] known = [.. task.Where(judgement => config.Control(judgement.Control) is not null)];
            if (known.Length > 0 && Of(known, data[task.Key], config, modelVersion) is { Result.Count: > 0 } prediction)
            {
                (IsSingle(prediction, config) ? single : bulk).Add(prediction);
            }
        }

        return new PushEntries(
            [.. single.OrderByDescending(prediction => prediction.Mislabeling ?? -1).Take(MaxSingle)], bulk);
    }

    private static NewPrediction Of(
        Judgement[] judgements, TaskData data, LabelConfig config, string modelVersion) => new(
        judgements[0].TaskId,
        [
            .. judgements.SelectMany(judgement => PredictionRegions.For(
                config.Control(judgement.Control)!,
                JsonSerializer.Deserialize<string[]>(judgement.Predicted)!,
                judgement.Confidence,
                data)),
        ],
        judgements.Min(judgement => judgement.LabelQuality ?? judgement.Confidence),
        modelVersion)
    {
        Mislabeling = judgements.Max(judgement => judgement.Mislabeling),
    };

    /// <summary>The bulk import would drop how wrong a label may be, and nested choices altogether.</summary>
    private static bool IsSingle(NewPrediction prediction, LabelConfig config) =>
        prediction.Mislabeling is not null
        || prediction.Result.Any(region => !config.Control(region.FromName)!.FitsBulkImport);
}
