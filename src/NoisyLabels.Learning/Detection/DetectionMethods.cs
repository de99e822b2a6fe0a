using NoisyLabels.Learning.Detection.Methods;

namespace NoisyLabels.Learning.Detection;

/// <summary>The methods by name; the first is the default, the others are the baselines to compare it with.</summary>
public static class DetectionMethods
{
    public static IReadOnlyList<IDetectionMethod> All { get; } =
    [
        new EnsembleMethod(),
        new ConfidentLearningBaseline(),
        new CrossEntropyBaseline(),
        new ArgmaxBaseline(),
        new KnnBaseline(),
        new InstanceGmOnFeatures(),
        new InstanceGmOnImages(),
    ];

    public static IDetectionMethod Default => All[0];

    /// <exception cref="UserErrorException">There is no such method; the message lists those there are.</exception>
    public static IDetectionMethod Named(string name) =>
        All.FirstOrDefault(m => m.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new UserErrorException($"There is no method '{name}'. Choose one of: {string.Join(", ", All.Select(m => m.Name))}.");
}
