namespace NoisyLabels.LabelStudio.Backend;

/// <param name="Results">One entry for each task of the request, in its order.</param>
public sealed record PredictResponse(IReadOnlyList<PredictResult> Results);
