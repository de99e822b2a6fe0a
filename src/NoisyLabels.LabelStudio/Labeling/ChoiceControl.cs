using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Labeling;

/// <summary>A control that gives one image of a task one class, or several.</summary>
public sealed record ChoiceControl
{
    public required string Name { get; init; }

    public required ImageObject Image { get; init; }

    public required ResultKind Kind { get; init; }

    /// <summary>Several choices may be ticked; none is an answer too, unless <see cref="IsConditional"/>.</summary>
    public bool IsMultiple { get; init; }

    /// <summary>Shown only under conditions, so that a missing answer says nothing.</summary>
    public bool IsConditional { get; init; }

    /// <summary>The classes that the configuration itself names; empty when each task brings its own.</summary>
    public IReadOnlyList<ChoiceLabel> Labels { get; init; } = [];

    /// <summary>Key in a task's data under which its own choices lie; null when the configuration names them.</summary>
    public string? OptionsKey { get; init; }

    /// <summary>
    /// Label Studio's bulk import of predictions drops nested choices without a word; these can be given only in the
    /// answer to /predict, or one by one.
    /// </summary>
    public bool FitsBulkImport => Kind is not ResultKind.NestedChoices;

    /// <summary>The classes that can be chosen for a task with this data.</summary>
    public IReadOnlyList<ChoiceLabel> LabelsFor(TaskData data) =>
        OptionsKey is null ? Labels : TaskOptions.Read(data, OptionsKey, Kind);

    /// <summary>
    /// The class that a model or a person means by a name: the name itself, an alias or value, a predicted value, or
    /// the same but for case; null when there is none or it could be two.
    /// </summary>
    public ChoiceLabel? Find(string name, TaskData data)
    {
        var labels = LabelsFor(data);
        return labels.FirstOrDefault(label => label.Name == name)
            ?? Only(labels, label => label.Values.Count == 1 && label.Values[0] == name)
            ?? Only(labels, label => label.PredictedValues.Contains(name))
            ?? Only(labels, label => string.Equals(label.Name, name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// The class that a path in a result means. Results older than an alias hold the value, imported ones may name
    /// only the last step of a nested choice.
    /// </summary>
    internal ChoiceLabel? Find(IReadOnlyList<string> path, TaskData data)
    {
        var labels = LabelsFor(data);
        return labels.FirstOrDefault(label => label.HasPath(path))
            ?? Only(labels, label => label.Values.SequenceEqual(path, StringComparer.Ordinal))
            ?? Only(labels, label => label.HasPath([.. path.Select(step => step.Trim())]))
            ?? (path.Count == 1 ? Only(labels, label => label.Path[^1] == path[0]) : null);
    }

    private static ChoiceLabel? Only(IReadOnlyList<ChoiceLabel> labels, Func<ChoiceLabel, bool> isMeant) =>
        labels.Where(isMeant).Take(2).ToArray() is [var only] ? only : null;
}
