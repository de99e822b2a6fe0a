namespace NoisyLabels.Contracts.Api;

/// <summary>Where a project stands, for the live view and the API.</summary>
[GenerateSerializer, Immutable, Alias("NoisyLabels.ProjectStatus")]
public sealed record ProjectStatus
{
    [Id(0)]
    public required ProjectKey Key { get; init; }

    [Id(1)]
    public string? Title { get; init; }

    /// <summary>Names of the controls that are served, with their classes in the order of the configuration.</summary>
    [Id(2)]
    public IReadOnlyList<ControlStatus> Controls { get; init; } = [];

    /// <summary>Sentences: what of the configuration cannot be served.</summary>
    [Id(3)]
    public IReadOnlyList<string> Remarks { get; init; } = [];

    [Id(4)]
    public long Tasks { get; init; }

    /// <summary>Annotations that are kept, skipped ones included, deleted ones not.</summary>
    [Id(5)]
    public long Annotations { get; init; }

    /// <summary>Tasks with at least one annotation that is not skipped.</summary>
    [Id(6)]
    public long LabelledTasks { get; init; }

    /// <summary>Tasks whose image has features.</summary>
    [Id(7)]
    public long Images { get; init; }

    /// <summary>Tasks whose image could not be had or read.</summary>
    [Id(8)]
    public long ImageProblems { get; init; }

    /// <summary>The version that predicts; the version of "no model yet" before the first.</summary>
    [Id(9)]
    public required string ModelVersion { get; init; }

    /// <summary>The training that is queued, running or ended last; null before the first.</summary>
    [Id(10)]
    public RunStatus? Run { get; init; }

    /// <summary>Annotations have changed since the last training began.</summary>
    [Id(11)]
    public bool HasNews { get; init; }

    /// <summary>When an export was last compared with what is kept; null when never.</summary>
    [Id(12)]
    public DateTimeOffset? ReconciledAt { get; init; }

    /// <summary>As the active version found them, the least quality first; none unless the settings ask for it.</summary>
    [Id(14)]
    public IReadOnlyList<AnnotatorStatus> Annotators { get; init; } = [];

    /// <summary>Newest first.</summary>
    [Id(13)]
    public IReadOnlyList<JournalLine> Journal { get; init; } = [];
}

/// <param name="Name">Name of the control in the configuration.</param>
/// <param name="Classes">In the order of the configuration; empty where each task brings its own.</param>
/// <param name="IsMultiple">Several classes may be chosen.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.ControlStatus")]
public sealed record ControlStatus(string Name, IReadOnlyList<string> Classes, bool IsMultiple);

/// <summary>How much a line of the journal matters.</summary>
[GenerateSerializer, Alias("NoisyLabels.JournalLevel")]
public enum JournalLevel
{
    /// <summary>Something happened as it should.</summary>
    Event,

    /// <summary>Something was left out or repeated; the work goes on.</summary>
    Warning,

    /// <summary>Something does not work until somebody acts, or until a later try succeeds.</summary>
    Error,
}

/// <summary>One sentence of what happened in a project, for people; it holds no secret.</summary>
[GenerateSerializer, Immutable, Alias("NoisyLabels.JournalLine")]
public sealed record JournalLine(DateTimeOffset At, JournalLevel Level, string Sentence);
