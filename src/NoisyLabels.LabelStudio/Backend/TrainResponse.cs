namespace NoisyLabels.LabelStudio.Backend;

/// <param name="Job">Name of the training, for <c>/job_status</c>; null when none was started.</param>
public sealed record TrainResponse(string? Job);
