using NoisyLabels.Learning.Heads;

namespace NoisyLabels.Learning.Assistance;

/// <summary>Some columns of the features as heads learn from them: scaled, and turned onto their principal axes.</summary>
/// <param name="Name">As the facts call it.</param>
/// <param name="Scale">How raw features get here.</param>
/// <param name="Basis">Of all N images, with its axes.</param>
internal sealed record FeatureView(string Name, FeatureScale Scale, RidgeBasis Basis) : IDisposable
{
    public void Dispose() => Basis.Dispose();
}
