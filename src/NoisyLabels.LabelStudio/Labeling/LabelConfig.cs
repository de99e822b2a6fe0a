namespace NoisyLabels.LabelStudio.Labeling;

/// <summary>What a labelling configuration means for image classification.</summary>
public sealed record LabelConfig
{
    /// <summary>The controls that classify an image, in the order of the configuration.</summary>
    public IReadOnlyList<ChoiceControl> Controls { get; init; } = [];

    /// <summary>All images that the configuration shows.</summary>
    public IReadOnlyList<ImageObject> Images { get; init; } = [];

    /// <summary>Sentences: which choices are left alone, and why.</summary>
    public IReadOnlyList<string> LeftAlone { get; init; } = [];

    /// <summary>One sentence when nothing can be learned or predicted with this configuration; else null.</summary>
    public string? Problem { get; init; }

    /// <summary>Never throws: what cannot be read becomes <see cref="Problem"/>.</summary>
    public static LabelConfig Parse(string? xml) => LabelConfigParser.Parse(xml);

    /// <summary>Null when there is no such control, or it does not classify an image.</summary>
    public ChoiceControl? Control(string name) => Controls.FirstOrDefault(control => control.Name == name);
}
