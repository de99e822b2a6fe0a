using NoisyLabels.Contracts.Projects;
using NoisyLabels.Contracts.Training;

namespace NoisyLabels.Grains.Projects;

/// <summary>
/// What a project's grain keeps beside its rows: small, for each write writes all of it.
/// </summary>
public sealed class ProjectState
{
    public string? Title { get; set; }

    public string LabelConfig { get; set; } = "";

    public ProjectSettings Settings { get; set; } = new();

    /// <summary>Number of the latest attempt at any run; only it may report.</summary>
    public long Fence { get; set; }

    /// <summary>The run that is queued, running or ended last.</summary>
    public RunStatus? Run { get; set; }

    /// <summary>When the latest training began that did not fail: what arrived since is news.</summary>
    public DateTimeOffset? TrainedAt { get; set; }

    /// <summary>Label Studio has said that it has deleted this backend.</summary>
    public bool IsDisconnected { get; set; }

    /// <summary>Somebody asked for a training while one was running.</summary>
    public string? AskedAgain { get; set; }

    /// <summary>Trainings that failed since the last one that did not.</summary>
    public int Failures { get; set; }

    /// <summary>Why the latest of them failed.</summary>
    public string? LastFailure { get; set; }

    /// <summary>Attempts at the run that ended without a word.</summary>
    public int Lost { get; set; }

    public DateTimeOffset? ReconciledAt { get; set; }
}
