namespace NoisyLabels.Contracts.Projects;

/// <summary>What became of the image of a task.</summary>
/// <param name="Address">The address as the task says it; a record for another address is out of date.</param>
/// <param name="Sha256">Of its bytes, 64 lower-case hex digits; null when it could not be had or read.</param>
/// <param name="Problem">One sentence; null when all is well.</param>
/// <param name="MayPass">The problem may pass, so that it is worth another try.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.ImageRecord")]
public sealed record ImageRecord(long TaskId, string Address, string? Sha256, string? Problem, bool MayPass);
