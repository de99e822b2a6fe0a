using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Cli.Importing;

/// <summary>What an import did, or would do.</summary>
internal sealed record ImportSummary
{
    /// <summary>Null where a dry run would make it.</summary>
    public long? Project { get; init; }

    public string Title { get; init; } = "";

    public bool IsNewProject { get; init; }

    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Images of the dataset.</summary>
    public int Images { get; init; }

    /// <summary>Images that became tasks now (in a dry run: would).</summary>
    public int Imported { get; init; }

    /// <summary>Images that were tasks before, with the same content.</summary>
    public int AlreadyThere { get; init; }

    /// <summary>Tasks whose file holds something else now; they were left as they are.</summary>
    public IReadOnlyList<string> Changed { get; init; } = [];

    /// <summary>Imported tasks whose file the dataset no longer has; they were left as they are.</summary>
    public int Gone { get; init; }

    /// <summary>Tasks of the project that no import made; with their annotations they were left as they are.</summary>
    public int Foreign { get; init; }

    /// <summary>The same picture with another label, as far as both are in the dataset.</summary>
    public IReadOnlyList<ContradictingPair> Contradictions { get; init; } = [];

    public IReadOnlyList<SkippedImage> Skipped { get; init; } = [];

    public bool DryRun { get; init; }
}

/// <summary>Two files of one content whose labels differ: one of them is wrong.</summary>
internal sealed record ContradictingPair(string File, string Label, string OtherFile, string OtherLabel);
