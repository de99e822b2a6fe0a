namespace NoisyLabels.Contracts.Training;

/// <param name="Run">The run that is queued or running; null when none is needed or possible.</param>
/// <param name="Sentence">What happens now, or why nothing does.</param>
/// <param name="IsFollowedByAnother">
/// True when the run began before the request: it may not know all that the asker knows, so another one comes after it.
/// </param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.TrainingReply")]
public sealed record TrainingReply(Guid? Run, string Sentence, bool IsFollowedByAnother = false);
