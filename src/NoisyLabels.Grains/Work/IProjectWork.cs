using NoisyLabels.Contracts;

namespace NoisyLabels.Grains.Work;

/// <summary>What is done for a project outside of its grain: exports, images, pushed predictions.</summary>
public interface IProjectWork
{
    /// <summary>Returns at once; what waits already is not repeated.</summary>
    void Wake(ProjectKey project, WorkReasons reasons);
}
