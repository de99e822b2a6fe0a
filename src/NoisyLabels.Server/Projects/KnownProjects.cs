using System.Collections.Concurrent;
using NoisyLabels.Contracts;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Tables;

namespace NoisyLabels.Server.Projects;

/// <summary>The projects that have called this process, or another one that writes the same tables.</summary>
internal sealed class KnownProjects(Database database)
{
    private readonly ConcurrentDictionary<ProjectKey, bool> _called = new();

    public void Add(ProjectKey key) => _called.TryAdd(key, true);

    /// <summary>All projects by instance and number; the newest first where a number was used twice.</summary>
    public async Task<IReadOnlyList<ProjectKey>> AllAsync()
    {
        var rows = await database.ReadAsync(ProjectTable.ListAsync);
        return
        [
            .. rows.Select(row => ProjectKey.Parse(row.Project)).OfType<ProjectKey>().Union(_called.Keys)
                .OrderBy(key => key.Instance, StringComparer.Ordinal)
                .ThenBy(key => key.Id)
                .ThenByDescending(key => key.CreatedSeconds),
        ];
    }

    public async Task<IEnumerable<ProjectKey>> OfAsync(string instance) =>
        (await AllAsync()).Where(key => key.Instance == instance);

    /// <summary>The project that an address names: <c>14.1795570229</c>, or only its number.</summary>
    /// <returns>Null when there is none.</returns>
    public async Task<ProjectKey?> FindAsync(string instance, string id) =>
        (await OfAsync(instance.ToLowerInvariant())).FirstOrDefault(key =>
            $"{key.Id}.{key.CreatedSeconds}" == id || $"{key.Id}" == id);
}
