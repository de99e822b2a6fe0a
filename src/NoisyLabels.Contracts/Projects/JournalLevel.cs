namespace NoisyLabels.Contracts.Projects;

/// <summary>How much a line of the journal matters.</summary>
[GenerateSerializer, Alias("NoisyLabels.JournalLevel")]
public enum JournalLevel
{
    /// <summary>Something happened as it should.</summary>
    Event,

    /// <summary>Something was left out or repeated; the work goes on.</summary>
    Warning,

    /// <summary>Something does not work until somebody acts, or until a later try succeeds.</summary>
    Error,
}
