using NoisyLabels.Contracts.Grains;
using NoisyLabels.LabelStudio.Backend;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Server.Backend;

/// <summary>
/// Writes what a model says as one configuration allows it. The model may have learned from an older configuration:
/// a class that is offered no more is passed over for the likeliest one that is.
/// </summary>
internal sealed class PredictionWriter(LabelConfig config)
{
    public PredictResult Written(TaskPrediction prediction, TaskData data, string modelVersion)
    {
        List<PredictionRegion> regions = [.. prediction.Controls.SelectMany(control => Regions(control, data))];
        var hasAnswer = prediction.Controls.Any(control => config.Control(control.Control) is not null);
        return hasAnswer && prediction.Score is { } score
            ? new PredictResult(regions, score, modelVersion)
            : PredictResult.Nothing(modelVersion);
    }

    private IReadOnlyList<PredictionRegion> Regions(ControlPrediction prediction, TaskData data)
    {
        if (config.Control(prediction.Control) is not { } control)
        {
            return [];
        }

        if (control.IsMultiple)
        {
            return PredictionRegions.For(control, prediction.Classes, prediction.Confidence, data);
        }

        var likeliest = prediction.Probabilities.OrderByDescending(pair => pair.Value).Select(pair => pair.Key);
        var offered = prediction.Classes.Concat(likeliest).FirstOrDefault(name => control.Find(name, data) is not null);
        return offered is null
            ? []
            : PredictionRegions.For(
                control,
                [offered],
                prediction.Classes.Contains(offered)
                    ? prediction.Confidence
                    : prediction.Probabilities[offered],
                data);
    }
}
