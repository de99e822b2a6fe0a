using System.Text.Json;
using System.Text.Json.Serialization;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Api.Transport;
using NoisyLabels.LabelStudio.Json;
using NoisyLabels.LabelStudio.Labeling;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>Storing predictions with tasks.</summary>
public sealed class PredictionCalls
{
    /// <summary>
    /// Finding each costs a handful of requests; a project that loses more has changed too much to go on.
    /// </summary>
    private const int MaxRefused = 50;

    private readonly Connection _connection;

    internal PredictionCalls(Connection connection) => _connection = connection;

    /// <summary>
    /// Stores many, in batches. One task that is gone makes Label Studio refuse a whole batch: such a batch is halved
    /// until the task is found, and the rest is stored. Label Studio sends no webhook for them.
    /// </summary>
    /// <returns>
    /// A failure when one batch failed, or too many predictions were refused; batches before it are stored then, and
    /// storing them again stores them twice.
    /// </returns>
    public async Task<ApiResult<ImportOutcome>> ImportAsync(
        long project, IReadOnlyList<NewPrediction> predictions, CancellationToken cancellation = default)
    {
        var created = 0L;
        var refused = new List<long>();
        var batches = new Stack<NewPrediction[]>(predictions.Chunk(_connection.Options.ImportBatch).Reverse());
        while (batches.TryPop(out var batch))
        {
            var call = Call.Post($"api/projects/{project}/import/predictions", batch) with { IsLong = true };
            var result = await _connection.AskAsync(call, Created.Read, cancellation).ConfigureAwait(false);
            if (result.IsSuccess)
            {
                created += result.Value.Count;
            }
            else if (result.Problem.Status != 400 || refused.Count == MaxRefused)
            {
                return ApiResults.Fail<ImportOutcome>(result.Problem);
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
    /// Stores one, its <see cref="NewPrediction.Mislabeling"/> included. Nested choices can be stored only this way.
    /// </summary>
    /// <returns>The number of the new prediction.</returns>
    public Task<ApiResult<StoredPrediction>> CreateAsync(
        NewPrediction prediction, CancellationToken cancellation = default) =>
        _connection.AskAsync(Call.Post("api/predictions/", prediction), StoredPrediction.Read, cancellation);

    /// <summary>Lists the predictions of one task, of all versions.</summary>
    public Task<ApiResult<IReadOnlyList<StoredPrediction>>> ListAsync(
        long task, CancellationToken cancellation = default) =>
        _connection.ListAsync(
            Call.Get($"api/predictions/?task={task}"),
            StoredPrediction.Read,
            cancellation);

    /// <summary>
    /// Lists the predictions of a project, of all versions. Label Studio 1.8.2 adds those of other projects.
    /// </summary>
    public Task<ApiResult<IReadOnlyList<StoredPrediction>>> ListOfProjectAsync(
        long project, CancellationToken cancellation = default) =>
        _connection.ListAsync(
            Call.Get($"api/predictions/?project={project}") with { IsLong = true },
            StoredPrediction.Read,
            cancellation);

    /// <summary>Removes one; a prediction that is gone already is no failure.</summary>
    public async Task<ApiProblem?> DeleteAsync(long prediction, CancellationToken cancellation = default)
    {
        var result = await _connection
            .SendAsync(Call.Delete($"api/predictions/{prediction}/"), cancellation).ConfigureAwait(false);
        return result.Problem is { Kind: ApiProblemKind.NotFound } ? null : result.Problem;
    }

    private sealed record Created(long Count)
    {
        public static Created? Read(JsonElement answer) =>
            answer.Whole("created") is { } count ? new Created(count) : null;
    }
}

/// <summary>A prediction to be stored with a task.</summary>
public sealed record NewPrediction
{
    /// <exception cref="ArgumentException">There is no version.</exception>
    public NewPrediction(long taskId, IReadOnlyList<PredictionRegion> result, double score, string modelVersion)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelVersion);
        TaskId = taskId;
        Result = result;
        Score = Probability.Clamp(score);
        ModelVersion = modelVersion;
    }

    [JsonPropertyName("task")]
    public long TaskId { get; }

    public IReadOnlyList<PredictionRegion> Result { get; }

    /// <summary>From 0 to 1; the Data Manager sorts by it.</summary>
    public double Score { get; }

    public string ModelVersion { get; }

    /// <summary>
    /// How likely the task's label is wrong, from 0 to 1; Label Studio takes it only with predictions that are
    /// created one by one.
    /// </summary>
    public double? Mislabeling { get; init; }
}

/// <summary>A prediction as Label Studio holds it.</summary>
public sealed record StoredPrediction(long Id, long? TaskId, string ModelVersion, double? Score, double? Mislabeling)
{
    internal static StoredPrediction? Read(JsonElement prediction) =>
        prediction.ValueKind is JsonValueKind.Object && prediction.Whole("id") is { } id
            ? new StoredPrediction(
                id,
                prediction.Whole("task"),
                prediction.Text("model_version") ?? "",
                prediction.Real("score"),
                prediction.Real("mislabeling"))
            : null;
}

/// <param name="Sent">Predictions that were handed in.</param>
/// <param name="Created">Predictions that Label Studio says it stored.</param>
/// <param name="RefusedTasks">
/// Tasks whose predictions Label Studio refused by themselves, as a rule because they are no longer in the project.
/// </param>
public sealed record ImportOutcome(int Sent, long Created, IReadOnlyList<long> RefusedTasks)
{
    /// <summary>
    /// Predictions that Label Studio dropped without a word: they did not fit its labelling configuration.
    /// </summary>
    public long Dropped => Sent - RefusedTasks.Count - Created;
}
