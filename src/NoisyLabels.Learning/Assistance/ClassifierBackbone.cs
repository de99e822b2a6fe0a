namespace NoisyLabels.Learning.Assistance;

/// <summary>What the features of a classifier come from.</summary>
/// <param name="Name">Of the backbone.</param>
/// <param name="Sha256">Of its weights, 64 lower-case hex digits.</param>
/// <param name="Sizes">Sides in pixels of the squares that are encoded, in the order of the features.</param>
public sealed record ClassifierBackbone(string Name, string Sha256, IReadOnlyList<int> Sizes);
