using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Api.Transport;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>
/// New tasks, and the files that they show. A failed call is not repeated, since it may have stored some.
/// </summary>
public sealed class ImportCalls
{
    /// <summary>Most files in one upload: Label Studio's own limit.</summary>
    public const int MaxFiles = 100;

    private readonly Connection _connection;

    internal ImportCalls(Connection connection) => _connection = connection;

    /// <summary>Stores tasks with their annotations: all or none of them.</summary>
    public Task<ApiResult<TaskImport>> StoreTasksAsync(
        long project, IReadOnlyList<NewTask> tasks, CancellationToken cancellation = default) =>
        _connection.AskAsync(
            Call.Post($"api/projects/{project}/import", tasks) with { IsLong = true }, TaskImport.Read, cancellation);

    /// <summary>Uploads files without making tasks of them.</summary>
    /// <returns>Where they lie now. Only their names tell them apart, which must therefore differ.</returns>
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
            return ApiResults.Fail<IReadOnlyList<StoredFile>>(sent.Problem);
        }

        var ids = string.Join(',', sent.Value.Ids);
        return await ListAsync($"api/projects/{project}/file-uploads?ids=[{ids}]", cancellation).ConfigureAwait(false);
    }

    /// <summary>Lists all files that the key's user ever uploaded to a project, in tasks or not.</summary>
    public Task<ApiResult<IReadOnlyList<StoredFile>>> ListFilesAsync(
        long project, CancellationToken cancellation = default) =>
        ListAsync($"api/projects/{project}/file-uploads?all=true", cancellation);

    private Task<ApiResult<IReadOnlyList<StoredFile>>> ListAsync(string path, CancellationToken cancellation) =>
        _connection.ListAsync(
            Call.Get(path) with { IsLong = true }, StoredFile.Read, cancellation);

    /// <summary>
    /// Gives each file a key of its own, because Label Studio takes only the last of several under one key.
    /// </summary>
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

/// <summary>A task to be imported.</summary>
/// <param name="Data">
/// The image's address under the configuration's key, and whatever else is kept with the task.
/// </param>
public sealed record NewTask(IReadOnlyDictionary<string, string> Data)
{
    public IReadOnlyList<NewAnnotation> Annotations { get; init; } = [];
}

/// <param name="Tasks">How many were stored; null where Label Studio stores them later (Enterprise).</param>
/// <param name="Annotations">How many of their annotations.</param>
public sealed record TaskImport(long? Tasks, long? Annotations)
{
    internal static TaskImport? Read(JsonElement answer) =>
        answer.Whole("task_count") is { } tasks ? new TaskImport(tasks, answer.Whole("annotation_count"))
        : answer.Property("import") is not null ? new TaskImport(null, null)
        : null;
}

/// <param name="Name">
/// Label Studio puts eight hex digits and a dash before it, and keeps only letters, digits, dots, dashes and
/// underscores of it.
/// </param>
/// <param name="Content">The whole file.</param>
public sealed record NewFile(string Name, ReadOnlyMemory<byte> Content);

/// <summary>A file that was uploaded to a project.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Path">For example <c>upload/14/3a3a597d-cat.1.jpg</c>.</param>
public sealed record StoredFile(long Id, string Path)
{
    /// <summary>What a task names to show it.</summary>
    public string Address => $"/data/{Path}";

    /// <summary>The name that it was uploaded by.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..] is var stored && stored.IndexOf('-') is var dash and >= 0
        ? stored[(dash + 1)..]
        : stored;

    internal static StoredFile? Read(JsonElement file) =>
        file.Whole("id") is { } id && file.Text("file") is { } path ? new StoredFile(id, path) : null;
}
