using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Labeling;

/// <summary>A control that gives one image of a task one class, or several.</summary>
public sealed record ChoiceControl
{
    public required string Name { get; init; }

    public required ImageObject Image { get; init; }

    public required ResultKind Kind { get; init; }

    /// <summary>
    /// Several choices may be ticked. To tick none is an answer too, unless <see cref="IsConditional"/>.
    /// </summary>
    public bool IsMultiple { get; init; }

    /// <summary>Shown only under conditions, so that a missing answer says nothing.</summary>
    public bool IsConditional { get; init; }

    /// <summary>The classes that the configuration itself names; empty when each task brings its own.</summary>
    public IReadOnlyList<ChoiceLabel> Labels { get; init; } = [];

    /// <summary>Key in a task's data under which its own choices lie; null when the configuration names them.</summary>
    public string? OptionsKey { get; init; }

    /// <summary>
    /// False for nested choices: Label Studio's bulk import of predictions drops them without a word, and takes them
    /// only one by one or in the answer to /predict.
    /// </summary>
    public bool FitsBulkImport => Kind is not ResultKind.NestedChoices;

    /// <summary>Reads the classes that can be chosen for a task with this data.</summary>
    public IReadOnlyList<ChoiceLabel> ReadLabels(TaskData data) =>
        OptionsKey is null ? Labels : TaskOptions.Read(data, OptionsKey, Kind);

    /// <summary>
    /// Finds the class that a model or a person means by a name: the name itself, its value, a predicted value, or the
    /// name in another case. Null when none fits, or more than one.
    /// </summary>
    public ChoiceLabel? Find(string name, TaskData data)
    {
        var labels = ReadLabels(data);
        return labels.FirstOrDefault(label => label.Name == name)
            ?? Only(labels, label => label.Values.Count == 1 && label.Values[0] == name)
            ?? Only(labels, label => label.PredictedValues.Contains(name))
            ?? Only(labels, label => string.Equals(label.Name, name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// Finds the class that a path in a result means. A result older than an alias holds the value; an imported one may
    /// name only the last step of a nested choice.
    /// </summary>
    internal ChoiceLabel? Find(IReadOnlyList<string> path, TaskData data)
    {
        var labels = ReadLabels(data);
        return labels.FirstOrDefault(label => label.HasPath(path))
            ?? Only(labels, label => label.Values.SequenceEqual(path, StringComparer.Ordinal))
            ?? Only(labels, label => label.HasPath([.. path.Select(step => step.Trim())]))
            ?? (path.Count == 1 ? Only(labels, label => label.Path[^1] == path[0]) : null);
    }

    private static ChoiceLabel? Only(IReadOnlyList<ChoiceLabel> labels, Func<ChoiceLabel, bool> isMeant) =>
        labels.Where(isMeant).Take(2).ToArray() is [var only] ? only : null;
}

/// <summary>One class that a control offers.</summary>
public sealed record ChoiceLabel
{
    internal const string Separator = " / ";

    /// <summary>Name of the class: the steps of <see cref="Path"/>, joined.</summary>
    public required string Name { get; init; }

    /// <summary>What results hold: the alias of each step, or its value where there is no alias.</summary>
    public required IReadOnlyList<string> Path { get; init; }

    /// <summary>What the annotator reads: the plain values.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>Ticked before the annotator looks, a cheap source of wrong labels.</summary>
    public bool IsPreselected { get; init; }

    /// <summary>Other names under which a model may know the class (attribute <c>predicted_values</c>).</summary>
    public IReadOnlyList<string> PredictedValues { get; init; } = [];

    internal static ChoiceLabel Of(IReadOnlyList<string> path, IReadOnlyList<string> values) =>
        new() { Name = string.Join(Separator, path), Path = path, Values = values };

    internal bool HasPath(IReadOnlyList<string> path) => Path.SequenceEqual(path, StringComparer.Ordinal);
}

/// <summary>How a result writes what was chosen.</summary>
public enum ResultKind
{
    /// <summary><c>"choices": ["Cat"]</c>.</summary>
    Choices,

    /// <summary><c>"choices": [["Animal", "Cat"]]</c>.</summary>
    NestedChoices,

    /// <summary><c>"taxonomy": [["Animal", "Cat"]]</c>.</summary>
    Taxonomy,
}
