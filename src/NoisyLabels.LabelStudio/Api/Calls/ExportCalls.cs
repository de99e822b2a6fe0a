using System.Text.Json;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Api.Transport;
using NoisyLabels.LabelStudio.Json;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>Exports: the only way to read all tasks with their annotations without side effects.</summary>
public sealed class ExportCalls
{
    private readonly Connection _connection;

    internal ExportCalls(Connection connection) => _connection = connection;

    /// <summary>
    /// Makes a snapshot, waits until it is ready, reads it and removes it; where there are no snapshots, asks for the
    /// direct export.
    /// </summary>
    /// <param name="project">Number of the project.</param>
    /// <param name="onlyAnnotated">Leaves out tasks that nobody has annotated or skipped.</param>
    /// <param name="take">Called with each task, skipped annotations included.</param>
    /// <param name="cancellation">Stops the export; the snapshot is removed all the same.</param>
    public async Task<ApiResult<ExportOutcome>> ReadAsync(
        long project, bool onlyAnnotated, Func<TaskRecord, ValueTask> take, CancellationToken cancellation = default)
    {
        var created = await CreateAsync(project, onlyAnnotated, cancellation).ConfigureAwait(false);
        ApiResult<StreamedItems> read;
        if (created.Problem is { Kind: ApiProblemKind.NotFound or ApiProblemKind.Refused })
        {
            var all = onlyAnnotated ? "" : "&download_all_tasks=true";
            read = await StreamAsync($"api/projects/{project}/export?exportType=JSON{all}", take, cancellation)
                .ConfigureAwait(false);
        }
        else if (!created.IsSuccess)
        {
            return ApiResults.Fail<ExportOutcome>(created.Problem);
        }
        else
        {
            read = await ReadSnapshotAsync(project, created.Value, take, cancellation).ConfigureAwait(false);
        }

        return read.Then(count => new ExportOutcome(count.Items));
    }

    private Task<ApiResult<Snapshot>> CreateAsync(long project, bool onlyAnnotated, CancellationToken cancellation)
    {
        var body = new
        {
            Title = "NoisyLabels",
            TaskFilterOptions = new { OnlyWithAnnotations = onlyAnnotated },
            SerializationOptions = new { Predictions = new { OnlyId = true }, Drafts = new { OnlyId = true } },
        };
        var call = Call.Post($"api/projects/{project}/exports/", body) with { IsLong = true };
        return _connection.AskAsync(call, Snapshot.Read, cancellation);
    }

    private async Task<ApiResult<StreamedItems>> ReadSnapshotAsync(
        long project, Snapshot snapshot, Func<TaskRecord, ValueTask> take, CancellationToken cancellation)
    {
        var path = $"api/projects/{project}/exports/{snapshot.Id}";
        try
        {
            var ready = await WaitAsync(path, snapshot, cancellation).ConfigureAwait(false);
            return ready.IsSuccess
                ? await StreamAsync($"{path}/download?exportType=JSON", take, cancellation).ConfigureAwait(false)
                : ApiResults.Fail<StreamedItems>(ready.Problem);
        }
        finally
        {
            await _connection.SendAsync(Call.Delete(path), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<ApiResult<Snapshot>> WaitAsync(string path, Snapshot snapshot, CancellationToken cancellation)
    {
        var options = _connection.Options;
        var until = _connection.Clock.GetUtcNow() + options.LongTimeout;
        while (!snapshot.IsReady)
        {
            if (snapshot.HasFailed)
            {
                return ApiResults.Fail<Snapshot>(
                    new ApiProblem(ApiProblemKind.Failed, "Label Studio could not make the export; its log says why."));
            }

            if (_connection.Clock.GetUtcNow() >= until)
            {
                return ApiResults.Fail<Snapshot>(new ApiProblem(
                    ApiProblemKind.TimedOut,
                    $"Label Studio's export was not ready within {options.LongTimeout.TotalMinutes:0.#} minutes."));
            }

            await Task.Delay(options.PollInterval, _connection.Clock, cancellation).ConfigureAwait(false);
            var next = await _connection.AskAsync(Call.Get(path), Snapshot.Read, cancellation).ConfigureAwait(false);
            if (!next.IsSuccess)
            {
                return next;
            }

            snapshot = next.Value;
        }

        return ApiResults.Of(snapshot);
    }

    private Task<ApiResult<StreamedItems>> StreamAsync(
        string path, Func<TaskRecord, ValueTask> take, CancellationToken cancellation) =>
        _connection.StreamAsync(
            Call.Get(path) with { IsLong = true }, item => take(TaskRecord.Read(item)), cancellation);

    private sealed record Snapshot(long Id, string Status)
    {
        public bool IsReady => Status == "completed";

        public bool HasFailed => Status == "failed";

        public static Snapshot? Read(JsonElement answer) =>
            answer.ValueKind is JsonValueKind.Object
            && answer.Whole("id") is { } id
            && answer.Text("status") is { } status
                ? new Snapshot(id, status)
                : null;
    }
}

/// <param name="Tasks">How many tasks were handed on.</param>
public sealed record ExportOutcome(int Tasks);
