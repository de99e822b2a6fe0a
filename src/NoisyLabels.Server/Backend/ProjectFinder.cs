using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Projects;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Server.Backend;

/// <summary>From how a message names a project to its grain.</summary>
internal sealed class ProjectFinder(IGrainFactory grains, Database database)
{
    public IProjectGrain Grain(ProjectKey key) => grains.GetGrain<IProjectGrain>(key.ToString());

    /// <param name="instance">First segment of the path; null for the default instance.</param>
    /// <returns>Null when the message names no project.</returns>
    public async Task<ProjectKey?> FindAsync(string? instance, ProjectUid? uid)
    {
        var name = instance ?? ProjectKey.DefaultInstance;
        return uid switch
        {
            null => null,
            { CreatedSeconds: { } created } => new ProjectKey(name, uid.Id, created),
            // Hand-made requests leave the second of creation out: the project of that number that was set up last.
            _ => (await OfInstanceAsync(name)).FirstOrDefault(key => key.Id == uid.Id) ?? new ProjectKey(name, uid.Id, 0),
        };
    }

    /// <summary>Most recently set up first.</summary>
    public async Task<IReadOnlyList<ProjectKey>> OfInstanceAsync(string? instance) =>
        [.. (await AllAsync()).Where(key => key.Instance == (instance ?? ProjectKey.DefaultInstance))];

    public async Task<IReadOnlyList<ProjectKey>> AllAsync() =>
    [
        .. (await database.ReadAsync(ProjectTable.ListAsync))
            .Select(row => ProjectKey.Parse(row.Project)).OfType<ProjectKey>(),
    ];
}
