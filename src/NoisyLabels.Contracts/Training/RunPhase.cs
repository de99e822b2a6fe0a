namespace NoisyLabels.Contracts.Training;

/// <summary>Where a run stands.</summary>
[GenerateSerializer, Alias("NoisyLabels.RunPhase")]
public enum RunPhase
{
    /// <summary>Waits for a free trainer.</summary>
    Queued,

    /// <summary>A trainer works on it.</summary>
    Running,

    /// <summary>It ended as it should; a version came of it, or there was too little to learn from.</summary>
    Succeeded,

    /// <summary>It ended with a sentence that says why.</summary>
    Failed,

    /// <summary>Somebody cancelled it.</summary>
    Cancelled,
}
