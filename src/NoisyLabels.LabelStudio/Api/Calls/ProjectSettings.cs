namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>Settings of a project that have to do with predictions; null leaves one as it is.</summary>
public sealed record ProjectSettings
{
    /// <summary>Predict tasks without prediction when a list of tasks is opened.</summary>
    public bool? EvaluatePredictionsAutomatically { get; init; }

    /// <summary>Show predictions to annotators; false clears <see cref="ModelVersion"/>.</summary>
    public bool? ShowCollabPredictions { get; init; }

    /// <summary>Title of a connected backend, or a version of stored predictions; others are refused.</summary>
    public string? ModelVersion { get; init; }
}
