namespace NoisyLabels.LabelStudio.Labeling;

/// <summary>What one annotation says for one control.</summary>
/// <param name="Control">Name of the control.</param>
/// <param name="Classes">
/// Names of classes in the order of the configuration; one for a single choice; none where nothing of a multiple
/// choice was ticked.
/// </param>
/// <param name="Origin">How the editor says the answer came about; null where it does not.</param>
public sealed record GivenLabel(string Control, IReadOnlyList<string> Classes, string? Origin);
