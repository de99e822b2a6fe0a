using System.Text.Json;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Storage.Rows;

namespace NoisyLabels.Grains.Predictions;

/// <summary>From kept judgements to a prediction.</summary>
internal static class Judged
{
    public static TaskPrediction Prediction(long task, IReadOnlyList<Judgement> judgements) => new(
        task,
        [
            .. judgements.Select(judgement => new ControlPrediction(
                judgement.Control,
                JsonSerializer.Deserialize<string[]>(judgement.Predicted)!,
                judgement.Confidence,
                JsonSerializer.Deserialize<Dictionary<string, double>>(judgement.Probabilities)!)),
        ],
        judgements.Min(judgement => judgement.LabelQuality ?? judgement.Confidence));
}
