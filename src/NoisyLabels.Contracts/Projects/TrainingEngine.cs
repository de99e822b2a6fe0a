using System.Text.Json.Serialization;

namespace NoisyLabels.Contracts.Projects;

/// <summary>
/// How a project's model learns: by heads on frozen features, and which method of <c>find --method</c> judges the labels.
/// </summary>
[GenerateSerializer, Alias("NoisyLabels.TrainingEngine")]
public enum TrainingEngine
{
    /// <summary>A name that this version does not know; no project takes it over.</summary>
    Unknown = -1,

    /// <summary>The heads judge the labels themselves.</summary>
    [JsonStringEnumMemberName("frozen")]
    Frozen = 0,

    [JsonStringEnumMemberName("pooled-experts")]
    PooledExperts = 1,

    [JsonStringEnumMemberName("confident-learning")]
    ConfidentLearning = 2,

    [JsonStringEnumMemberName("cross-entropy")]
    CrossEntropy = 3,

    [JsonStringEnumMemberName("argmax")]
    Argmax = 4,

    [JsonStringEnumMemberName("knn")]
    Knn = 5,

    [JsonStringEnumMemberName("instancegm-features")]
    InstanceGmFeatures = 6,

    [JsonStringEnumMemberName("instancegm")]
    InstanceGm = 7,
}
