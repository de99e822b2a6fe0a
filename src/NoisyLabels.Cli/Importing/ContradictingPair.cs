namespace NoisyLabels.Cli.Importing;

/// <summary>Two files of one content whose labels differ: one of them is wrong.</summary>
internal sealed record ContradictingPair(string File, string Label, string OtherFile, string OtherLabel);
