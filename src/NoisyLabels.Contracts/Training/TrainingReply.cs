namespace NoisyLabels.Contracts.Training;

/// <param name="Run">The run that is queued or running; null when none is needed or possible.</param>
/// <param name="Sentence">What happens now, or why nothing does.</param>
/// <param name="AfterFence">
/// The last fence that was given out before the request: only an attempt with a higher one knows all that was known then.
/// </param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.TrainingReply")]
public sealed record TrainingReply(Guid? Run, string Sentence, long AfterFence = 0);
