using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Api.Transport;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>Annotations one by one; Label Studio sends a webhook for each.</summary>
public sealed class AnnotationCalls
{
    private readonly Connection _connection;

    internal AnnotationCalls(Connection connection) => _connection = connection;

    /// <summary>Adds one to those that the task has.</summary>
    public Task<ApiResult<AnnotationRecord>> CreateAsync(
        long task, NewAnnotation annotation, CancellationToken cancellation = default) =>
        _connection.AskAsync(
            Call.Post($"api/tasks/{task}/annotations/", annotation),
            answer => AnnotationRecord.Read(answer),
            cancellation);

    /// <summary>Removes one; an annotation that is gone already is no failure.</summary>
    public async Task<ApiProblem?> DeleteAsync(long annotation, CancellationToken cancellation = default)
    {
        var result = await _connection
            .SendAsync(Call.Delete($"api/annotations/{annotation}/"), cancellation).ConfigureAwait(false);
        return result.Problem is { Kind: ApiProblemKind.NotFound } ? null : result.Problem;
    }
}

/// <summary>An annotation to be stored.</summary>
/// <param name="Result">What was chosen.</param>
public sealed record NewAnnotation(IReadOnlyList<PredictionRegion> Result)
{
    /// <summary>
    /// Always sent, because Label Studio marks imported annotations as ground truth unless the import says otherwise.
    /// </summary>
    public bool GroundTruth { get; init; }

    /// <summary>Number of a user of the organization; null for the key's user.</summary>
    public long? CompletedBy { get; init; }
}
