using NoisyLabels.Contracts.Api;

namespace NoisyLabels.Grains.Projects;

/// <summary>
/// What a project's grain keeps beside its rows: its configuration and settings. It is small, for each write writes all
/// of it.
/// </summary>
public sealed class ProjectState
{
    public string? Title { get; set; }

    public string LabelConfig { get; set; } = "";

    public ProjectSettings Settings { get; set; } = new();

    /// <summary>Label Studio has said that it has deleted this backend.</summary>
    public bool IsDisconnected { get; set; }

    public DateTimeOffset? ReconciledAt { get; set; }
}
