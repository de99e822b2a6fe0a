namespace NoisyLabels.LabelStudio.Labeling;

/// <summary>What a labelling configuration means for image classification.</summary>
public sealed record LabelConfig
{
    /// <summary>The controls that classify an image, in the order of the configuration.</summary>
    public IReadOnlyList<ChoiceControl> Controls { get; init; } = [];

    /// <summary>All images that the configuration shows.</summary>
    public IReadOnlyList<ImageObject> Images { get; init; } = [];

    /// <summary>Sentences that say which controls are left alone, and why.</summary>
    public IReadOnlyList<string> LeftAlone { get; init; } = [];

    /// <summary>Why nothing can be learned or predicted with this configuration; null when something can.</summary>
    public string? Problem { get; init; }

    /// <summary>Never throws: what cannot be read becomes <see cref="Problem"/>.</summary>
    public static LabelConfig Parse(string? xml) => LabelConfigParser.Parse(xml);

    /// <summary>Finds a control by name; null when there is none, or it does not classify an image.</summary>
    public ChoiceControl? Control(string name) => Controls.FirstOrDefault(control => control.Name == name);
}
