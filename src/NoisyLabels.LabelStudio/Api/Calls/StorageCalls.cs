using System.Text.Json;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Api.Transport;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>Folders of Label Studio's machine, for tasks that name <c>/data/local-files/?d=</c>.</summary>
public sealed class StorageCalls
{
    private readonly Connection _connection;

    internal StorageCalls(Connection connection) => _connection = connection;

    public Task<ApiResult<IReadOnlyList<LocalStorage>>> ListLocalAsync(
        long project, CancellationToken cancellation = default) =>
        _connection.ListAsync(
            Call.Get($"api/storages/localfiles?project={project}"),
            LocalStorage.Read,
            cancellation);

    /// <summary>
    /// Lets a project show the files of a folder; without a synchronisation it makes no tasks of them.
    /// </summary>
    /// <param name="project">Number of the project.</param>
    /// <param name="path">Below, not at, the LOCAL_FILES_DOCUMENT_ROOT of Label Studio.</param>
    /// <param name="cancellation">Stops asking.</param>
    public Task<ApiResult<LocalStorage>> CreateLocalAsync(
        long project, string path, CancellationToken cancellation = default)
    {
        var body = new { Project = project, Path = path, Title = "NoisyLabels", UseBlobUrls = true };
        return _connection.AskAsync(Call.Post("api/storages/localfiles", body), LocalStorage.Read, cancellation);
    }
}

/// <summary>A folder of Label Studio's machine that a project may show files of.</summary>
public sealed record LocalStorage(long Id, string Path)
{
    internal static LocalStorage? Read(JsonElement row) =>
        row.Whole("id") is { } id && row.Text("path") is { } path ? new LocalStorage(id, path) : null;
}
