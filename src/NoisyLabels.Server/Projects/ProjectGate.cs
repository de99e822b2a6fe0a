using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Predictions;
using NoisyLabels.Contracts.Projects;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Server.Projects;

/// <summary>From what a request names to the grain that it means.</summary>
internal sealed class ProjectGate(IGrainFactory grains, KnownProjects known)
{
    /// <summary>
    /// The project that a message is about. A message that leaves the time of creation out means the project of that
    /// number that is known, if there is one.
    /// </summary>
    public async Task<ProjectKey> KeyAsync(string instance, ProjectUid uid)
    {
        var key = uid.CreatedSeconds is { } seconds
            ? new ProjectKey(instance, uid.Id, seconds)
            : (await known.OfAsync(instance)).FirstOrDefault(one => one.Id == uid.Id)
                ?? new ProjectKey(instance, uid.Id, 0);
        known.Add(key);
        return key;
    }

    public IProjectGrain Project(ProjectKey key) => grains.GetGrain<IProjectGrain>(key.ToString());

    public IPredictorGrain Predictor(ProjectKey key) => grains.GetGrain<IPredictorGrain>(key.ToString());
}
