using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Api.Transport;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>Annotations one by one; webhooks tell of each.</summary>
public sealed class AnnotationCalls
{
    private readonly Connection _connection;

    internal AnnotationCalls(Connection connection) => _connection = connection;

    /// <summary>Adds one beside those that the task has.</summary>
    public Task<ApiResult<AnnotationRecord>> CreateAsync(
        long task, NewAnnotation annotation, CancellationToken cancellation = default) =>
        _connection.AskAsync(
            Call.Post($"api/tasks/{task}/annotations/", annotation),
            answer => AnnotationRecord.Read(answer),
            cancellation);

    /// <summary>Removes one; that it is gone already is no failure.</summary>
    public async Task<ApiProblem?> DeleteAsync(long annotation, CancellationToken cancellation = default)
    {
        var result = await _connection
            .TellAsync(Call.Delete($"api/annotations/{annotation}/"), cancellation).ConfigureAwait(false);
        return result.Problem is { Kind: ApiProblemKind.NotFound } ? null : result.Problem;
    }
}
