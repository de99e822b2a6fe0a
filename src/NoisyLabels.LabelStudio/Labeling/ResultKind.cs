namespace NoisyLabels.LabelStudio.Labeling;

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
