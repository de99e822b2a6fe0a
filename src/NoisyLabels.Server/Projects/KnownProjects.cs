using System.Collections.Concurrent;
using NoisyLabels.Contracts;

namespace NoisyLabels.Server.Projects;

/// <summary>The projects that have been heard of.</summary>
internal sealed class KnownProjects
{
    private readonly ConcurrentDictionary<ProjectKey, bool> _seen = new();

    public void Add(ProjectKey key) => _seen.TryAdd(key, true);

    /// <summary>All of them, by instance and number; the latest created first where a number was used twice.</summary>
    public IReadOnlyList<ProjectKey> All() =>
    [
        .. _seen.Keys
            .OrderBy(key => key.Instance, StringComparer.Ordinal)
            .ThenBy(key => key.Id)
            .ThenByDescending(key => key.CreatedSeconds),
    ];

    public IEnumerable<ProjectKey> Of(string instance) => All().Where(key => key.Instance == instance);
}
