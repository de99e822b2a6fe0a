using NoisyLabels.Learning.Assistance;

namespace NoisyLabels.Grains.Training;

/// <summary>The classifiers of one control.</summary>
/// <param name="IsMultiple">One classifier for each class: its second class is "yes".</param>
internal sealed record ControlModel(string Control, bool IsMultiple, IReadOnlyList<Classifier> Classifiers)
{
    /// <summary>[K] in the order that it was learned in.</summary>
    public IReadOnlyList<string> Classes =>
        IsMultiple ? [.. Classifiers.Select(classifier => classifier.Classes[1])] : Classifiers[0].Classes;
}
