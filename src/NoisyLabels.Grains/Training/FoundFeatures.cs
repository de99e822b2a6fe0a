using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Learning.Features;

namespace NoisyLabels.Grains.Training;

/// <summary>What a training has to learn from.</summary>
/// <param name="Maker">Null when not one image could be had.</param>
/// <param name="Tasks">[N] in the order of their numbers.</param>
/// <param name="Vectors">[N] of D features.</param>
internal sealed record FoundFeatures(
    FeatureMaker? Maker, IReadOnlyList<StoredTask> Tasks, IReadOnlyList<float[]> Vectors);
