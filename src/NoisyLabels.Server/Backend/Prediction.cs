using System.Collections.Immutable;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.LabelStudio.Records;
using NoisyLabels.Server.Projects;
using NoisyLabels.Server.Settings;

namespace NoisyLabels.Server.Backend;

/// <summary>Asks a project's predictor for many tasks, a list at a time, until the deadline.</summary>
internal sealed class Prediction(ProjectGate projects, ServerSettings settings, TimeProvider time)
{
    private const int ListsAtOnce = 4;

    /// <summary>What a predictor may take for its answer after it stopped predicting.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <returns>A reply for each list, with as many tasks as it has.</returns>
    /// <exception cref="TimeoutException">Not even the first list was answered.</exception>
    public async Task<IReadOnlyList<PredictReply>> AskAsync(
        ProjectKey key, IReadOnlyList<ImmutableArray<TaskRecord>> lists, string? labelConfig, CancellationToken cancellation)
    {
        var predictor = projects.Predictor(key);
        var began = time.GetTimestamp();
        var replies = new PredictReply[lists.Count];

        // The first list alone: it loads the model, and it says the version for lists that come to nothing.
        replies[0] = await AskAsync(predictor, lists[0], labelConfig, settings.PredictDeadline, cancellation);
        var options = new ParallelOptions { MaxDegreeOfParallelism = ListsAtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(1, lists.Count, options, async (i, token) =>
        {
            var left = settings.PredictDeadline - time.GetElapsedTime(began);
            try
            {
                replies[i] = left > TimeSpan.Zero
                    ? await AskAsync(predictor, lists[i], labelConfig, left, token)
                    : Left(replies[0].ModelVersion, lists[i]);
            }
            catch (TimeoutException)
            {
                replies[i] = Left(replies[0].ModelVersion, lists[i]);
            }
        });
        return replies;
    }

    private async Task<PredictReply> AskAsync(
        IPredictorGrain predictor,
        ImmutableArray<TaskRecord> tasks,
        string? labelConfig,
        TimeSpan left,
        CancellationToken cancellation)
    {
        var reply = await predictor.Predict(new PredictCommand(tasks, labelConfig, left))
            .WaitAsync(left + Grace, time, cancellation);
        return reply.Tasks.Count == tasks.Length
            ? reply
            : throw new InvalidOperationException(
                $"The predictor answered {reply.Tasks.Count} of {tasks.Length} tasks.");
    }

    private static PredictReply Left(string modelVersion, ImmutableArray<TaskRecord> tasks) => new(
        modelVersion, [.. tasks.Select(task => new TaskPrediction(task.Id, [], null))], tasks.Length);
}
