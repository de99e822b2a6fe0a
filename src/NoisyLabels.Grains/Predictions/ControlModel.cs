using NoisyLabels.Learning.Assistance;

namespace NoisyLabels.Grains.Predictions;

/// <summary>The classifiers of one control.</summary>
/// <param name="IsMultiple">One classifier for each class: its second class is "yes".</param>
internal sealed record ControlModel(string Control, bool IsMultiple, IReadOnlyList<Classifier> Classifiers);
