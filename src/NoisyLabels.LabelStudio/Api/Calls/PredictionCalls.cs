using System.Text.Json;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Api.Transport;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>Storing predictions with tasks.</summary>
public sealed class PredictionCalls
{
    /// <summary>Each costs a handful of requests; a project that loses more is better looked at again.</summary>
    private const int MostRefused = 50;

    private readonly Connection _connection;

    internal PredictionCalls(Connection connection) => _connection = connection;

    /// <summary>
    /// Stores many, in batches. One task that is gone makes Label Studio refuse a whole batch: such a batch is halved
    /// until the task is found, and the rest is stored. No webhook tells of it.
    /// </summary>
    /// <returns>
    /// A failure when one batch failed, or too many predictions were refused; batches before it are stored then, and
    /// storing them again stores them twice.
    /// </returns>
    public async Task<ApiResult<ImportOutcome>> ImportAsync(
        long project, IReadOnlyList<TaskPrediction> predictions, CancellationToken cancellation = default)
    {
        var created = 0L;
        var refused = new List<long>();
        var batches = new Stack<TaskPrediction[]>(predictions.Chunk(_connection.Options.ImportBatch).Reverse());
        while (batches.TryPop(out var batch))
        {
            var call = Call.Post($"api/projects/{project}/import/predictions", batch) with { IsLong = true };
            var result = await _connection.AskAsync(call, Created.Read, cancellation).ConfigureAwait(false);
            if (result.IsSuccess)
            {
                created += result.Value.Count;
            }
            else if (result.Problem.Status != 400 || refused.Count == MostRefused)
            {
                return ApiResults.Failed<ImportOutcome>(result.Problem);
            }
            else if (batch.Length == 1)
            {
                refused.Add(batch[0].TaskId);
            }
            else
            {
                batches.Push(batch[(batch.Length / 2)..]);
                batches.Push(batch[..(batch.Length / 2)]);
            }
        }

        return ApiResults.Of(new ImportOutcome(predictions.Count, created, refused));
    }

    /// <summary>
    /// Stores one, its <see cref="TaskPrediction.Mislabeling"/> too; nested choices can be stored only so.
    /// </summary>
    /// <returns>The number of the new prediction.</returns>
    public Task<ApiResult<StoredPrediction>> CreateAsync(
        TaskPrediction prediction, CancellationToken cancellation = default) =>
        _connection.AskAsync(Call.Post("api/predictions/", prediction), StoredPrediction.Read, cancellation);

    /// <summary>The predictions of one task, of all versions.</summary>
    public Task<ApiResult<IReadOnlyList<StoredPrediction>>> ListAsync(
        long task, CancellationToken cancellation = default) =>
        _connection.AskAsync(
            Call.Get($"api/predictions/?task={task}"),
            answer => Rows.Read(answer, StoredPrediction.Read),
            cancellation);

    /// <summary>
    /// The predictions of a project, of all versions; Label Studio 1.8.2 gives those of other projects, too.
    /// </summary>
    public Task<ApiResult<IReadOnlyList<StoredPrediction>>> OfProjectAsync(
        long project, CancellationToken cancellation = default) =>
        _connection.AskAsync(
            Call.Get($"api/predictions/?project={project}") with { IsLong = true },
            answer => Rows.Read(answer, StoredPrediction.Read),
            cancellation);

    /// <summary>Removes one; that it is gone already is no failure.</summary>
    public async Task<ApiProblem?> DeleteAsync(long prediction, CancellationToken cancellation = default)
    {
        var result = await _connection
            .TellAsync(Call.Delete($"api/predictions/{prediction}/"), cancellation).ConfigureAwait(false);
        return result.Problem is { Kind: ApiProblemKind.NotFound } ? null : result.Problem;
    }

    private sealed record Created(long Count)
    {
        public static Created? Read(JsonElement answer) =>
            answer.Whole("created") is { } count ? new Created(count) : null;
    }
}
