using System.Collections.Concurrent;
using NoisyLabels.Contracts;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Training;

namespace NoisyLabels.Grains.Predictions;

/// <summary>The active model of each project, read once.</summary>
internal sealed class ModelCache(DataFolders folders)
{
    private readonly ConcurrentDictionary<ProjectKey, (string Version, Lazy<IReadOnlyList<ControlModel>> Models)>
        _models = new();

    private readonly ConcurrentDictionary<(ProjectKey Project, string Version), bool> _told = new();

    /// <exception cref="UserErrorException">A file is missing or broken.</exception>
    public IReadOnlyList<ControlModel> Of(ProjectKey project, VersionRow version) =>
        _models.AddOrUpdate(
            project,
            _ => Entry(project, version),
            (_, known) => known.Version == version.ModelVersion ? known : Entry(project, version)).Models.Value;

    /// <returns>True the first time that something is wrong with this version.</returns>
    public bool IsNews(ProjectKey project, VersionRow version) => _told.TryAdd((project, version.ModelVersion), true);

    private (string Version, Lazy<IReadOnlyList<ControlModel>> Models) Entry(ProjectKey project, VersionRow version) =>
        (
            version.ModelVersion,
            new Lazy<IReadOnlyList<ControlModel>>(() =>
                ModelFiles.Read(folders.Attempt(project, version.RunId, version.Fence))));
}
