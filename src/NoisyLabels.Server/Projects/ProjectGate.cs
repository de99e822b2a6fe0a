using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Server.Projects;

/// <summary>Finds the grain of the project that a request names.</summary>
internal sealed class ProjectGate(IGrainFactory grains, KnownProjects known)
{
    /// <summary>
    /// The key of the project that a message is about, from now on a known project. A message without the time of
    /// creation means the known project with that number.
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
