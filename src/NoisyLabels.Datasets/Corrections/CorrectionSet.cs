namespace NoisyLabels.Datasets.Corrections;

/// <summary>All corrections of a dataset.</summary>
/// <param name="Project">The project they belong to; null for a plain folder.</param>
/// <param name="ModelVersion">The model that suggested them; null where the file does not say.</param>
/// <param name="Items">Every image, each path once.</param>
public sealed record CorrectionSet(string? Project, string? ModelVersion, IReadOnlyList<Correction> Items);
