namespace NoisyLabels.Cli.Summaries;

/// <summary>Images of one given class whose label looks wrong and that look like one other class.</summary>
/// <param name="Given">Index of the given class.</param>
/// <param name="Suggested">Index of the suggested class.</param>
/// <param name="Count">Images, at least 1.</param>
internal sealed record Confusion(int Given, int Suggested, int Count);
