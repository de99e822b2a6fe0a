using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Api.Transport;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>New tasks, and the files that they show. Neither is repeated by itself: what was stored stays.</summary>
public sealed class ImportCalls
{
    /// <summary>Most files in one upload: Label Studio's own limit.</summary>
    public const int MostFiles = 100;

    private readonly Connection _connection;

    internal ImportCalls(Connection connection) => _connection = connection;

    /// <summary>Stores tasks with their annotations: all or none of them.</summary>
    public Task<ApiResult<TaskImport>> TasksAsync(
        long project, IReadOnlyList<NewTask> tasks, CancellationToken cancellation = default) =>
        _connection.AskAsync(
            Call.Post($"api/projects/{project}/import", tasks) with { IsLong = true }, TaskImport.Read, cancellation);

    /// <summary>Uploads files without making tasks of them.</summary>
    /// <returns>Where they lie now; tell them apart by their names, which have to differ.</returns>
    public async Task<ApiResult<IReadOnlyList<StoredFile>>> UploadAsync(
        long project, IReadOnlyList<NewFile> files, CancellationToken cancellation = default)
    {
        var call = new Call(HttpMethod.Post, $"api/projects/{project}/import?commit_to_project=false")
        {
            Form = () => Form(files),
            IsLong = true,
        };
        var sent = await _connection.AskAsync(call, Uploaded.Read, cancellation).ConfigureAwait(false);
        if (!sent.IsSuccess)
        {
            return ApiResults.Failed<IReadOnlyList<StoredFile>>(sent.Problem);
        }

        var ids = string.Join(',', sent.Value.Ids);
        return await ListAsync($"api/projects/{project}/file-uploads?ids=[{ids}]", cancellation).ConfigureAwait(false);
    }

    /// <summary>All files that the key's user ever uploaded to a project, in tasks or not.</summary>
    public Task<ApiResult<IReadOnlyList<StoredFile>>> FilesAsync(
        long project, CancellationToken cancellation = default) =>
        ListAsync($"api/projects/{project}/file-uploads?all=true", cancellation);

    private Task<ApiResult<IReadOnlyList<StoredFile>>> ListAsync(string path, CancellationToken cancellation) =>
        _connection.AskAsync(
            Call.Get(path) with { IsLong = true }, answer => Rows.Read(answer, StoredFile.Read), cancellation);

    /// <summary>Each file under a key of its own: of several under one key, Label Studio takes the last.</summary>
    private static MultipartFormDataContent Form(IReadOnlyList<NewFile> files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (index, file) in files.Index())
        {
            var content = new ReadOnlyMemoryContent(file.Content);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(content, string.Create(CultureInfo.InvariantCulture, $"f{index}"), file.Name);
        }

        return form;
    }

    private sealed record Uploaded(IReadOnlyList<long> Ids)
    {
        public static Uploaded? Read(JsonElement answer) =>
            answer.Property("file_upload_ids") is { ValueKind: JsonValueKind.Array } ids
                ? new Uploaded([.. ids.EnumerateArray().Select(id => id.Whole()).OfType<long>()])
                : null;
    }
}
