using System.Text.Json.Serialization;

namespace NoisyLabels.Contracts.Projects;

/// <summary>Which annotations that are marked as ground truth a project believes.</summary>
[GenerateSerializer, Alias("NoisyLabels.GroundTruthTrust")]
public enum GroundTruthTrust
{
    /// <summary>A name that this version does not know; no project takes it over.</summary>
    Unknown = -1,

    /// <summary>Marks that a person made, while they are the exception in the project.</summary>
    [JsonStringEnumMemberName("when-exceptional")]
    WhenExceptional = 0,

    [JsonStringEnumMemberName("always")]
    Always = 1,

    [JsonStringEnumMemberName("never")]
    Never = 2,
}
