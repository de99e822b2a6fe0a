namespace NoisyLabels.LabelStudio.Labeling;

/// <summary>One class that a control offers.</summary>
public sealed record ChoiceLabel
{
    internal const string Separator = " / ";

    /// <summary>Name of the class: the steps of <see cref="Path"/>, joined.</summary>
    public required string Name { get; init; }

    /// <summary>What results hold: for each step the alias where there is one, else the value.</summary>
    public required IReadOnlyList<string> Path { get; init; }

    /// <summary>What the annotator reads: the plain values.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>Ticked before the annotator looked: a cheap source of wrong labels.</summary>
    public bool IsPreselected { get; init; }

    /// <summary>Other names under which a model may know the class (attribute <c>predicted_values</c>).</summary>
    public IReadOnlyList<string> PredictedValues { get; init; } = [];

    internal static ChoiceLabel Of(IReadOnlyList<string> path, IReadOnlyList<string> values) =>
        new() { Name = string.Join(Separator, path), Path = path, Values = values };

    internal bool HasPath(IReadOnlyList<string> path) => Path.SequenceEqual(path, StringComparer.Ordinal);
}
