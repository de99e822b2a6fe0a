using System.Text.Json;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>A prediction as Label Studio holds it.</summary>
public sealed record StoredPrediction(long Id, long? TaskId, string ModelVersion, double? Score, double? Mislabeling)
{
    internal static StoredPrediction? Read(JsonElement prediction) =>
        prediction.ValueKind is JsonValueKind.Object && prediction.Whole("id") is { } id
            ? new StoredPrediction(
                id,
                prediction.Whole("task"),
                prediction.Text("model_version") ?? "",
                prediction.Real("score"),
                prediction.Real("mislabeling"))
            : null;
}
