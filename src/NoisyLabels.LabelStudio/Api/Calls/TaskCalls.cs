using System.Text.Json;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Api.Transport;
using NoisyLabels.LabelStudio.Json;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>
/// Tasks by the page. A project that predicts automatically makes Label Studio ask its backend then: never call this
/// while answering /predict or /setup.
/// </summary>
public sealed class TaskCalls
{
    private readonly Connection _connection;

    internal TaskCalls(Connection connection) => _connection = connection;

    /// <summary>
    /// Reads one page, with the addresses of images as they are stored. The page after the last is empty, no failure.
    /// </summary>
    /// <param name="project">Number of the project.</param>
    /// <param name="page">From 1.</param>
    /// <param name="pageSize">Tasks in a page, at least 1.</param>
    /// <param name="withAnnotations">Reads annotations and predictions too.</param>
    /// <param name="cancellation">Stops asking.</param>
    public async Task<ApiResult<TaskPage>> ReadPageAsync(
        long project,
        int page,
        int pageSize = 500,
        bool withAnnotations = false,
        CancellationToken cancellation = default)
    {
        var fields = withAnnotations ? "all" : "task_only";
        var path = $"api/tasks?project={project}&page={page}&page_size={pageSize}&fields={fields}&resolve_uri=false";
        var result = await _connection
            .AskAsync(Call.Get(path) with { IsLong = true }, TaskPage.Read, cancellation)
            .ConfigureAwait(false);
        return page > 1 && result.Problem is { Kind: ApiProblemKind.NotFound }
            ? ApiResults.Of(new TaskPage(0, []))
            : result;
    }
}

/// <param name="Total">How many tasks the whole project has.</param>
/// <param name="Tasks">The tasks of this page.</param>
public sealed record TaskPage(long Total, IReadOnlyList<TaskRecord> Tasks)
{
    internal static TaskPage? Read(JsonElement answer) =>
        answer.Property("tasks") is { ValueKind: JsonValueKind.Array } && answer.Whole("total") is { } total
            ? new TaskPage(total, TaskRecord.ReadAll(answer, "tasks"))
            : null;
}
