using Microsoft.Extensions.Logging;
using NoisyLabels.Contracts.Projects;
using NoisyLabels.Contracts.Training;
using NoisyLabels.Grains.Placement;

namespace NoisyLabels.Grains.Training;

/// <summary>
/// First come, first served. A project that is forgotten here, because the silo died between the claim and the attempt,
/// puts itself back: it still knows that its run is queued.
/// </summary>
[PrefersNoTrainer]
internal sealed partial class TrainingQueueGrain(
    [PersistentState("training-queue")] IPersistentState<TrainingQueueState> state,
    TimeProvider clock,
    ILogger<TrainingQueueGrain> logger) : Grain, ITrainingQueueGrain
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, DateTimeOffset> _trainers = [];

    private List<string> Waiting => state.State.Waiting;

    public async Task Enqueue(string project, bool first)
    {
        if (Waiting.Contains(project))
        {
            return;
        }

        Waiting.Insert(first ? 0 : Waiting.Count, project);
        await state.WriteStateAsync();
    }

    public async Task<TrainingTicket?> Claim(string owner)
    {
        _trainers[owner] = clock.GetUtcNow();
        while (Waiting is [var project, ..])
        {
            var ticket = await BeginAsync(project, owner);
            Waiting.Remove(project);
            await state.WriteStateAsync();
            if (ticket is not null)
            {
                return ticket;
            }
        }

        return null;
    }

    public Task<int?> PlaceOf(string project) =>
        Task.FromResult(Waiting.IndexOf(project) is var place and >= 0 ? place : (int?)null);

    public Task<IReadOnlyList<string>> LiveTrainers()
    {
        var now = clock.GetUtcNow();
        return Task.FromResult<IReadOnlyList<string>>(
            [.. _trainers.Where(trainer => now - trainer.Value < Memory).Select(trainer => trainer.Key).Order()]);
    }

    /// <summary>A project that cannot begin must not hold up the others; it puts itself back.</summary>
    private async Task<TrainingTicket?> BeginAsync(string project, string owner)
    {
        try
        {
            return await GrainFactory.GetGrain<IProjectGrain>(project).BeginAttempt(owner);
        }
        catch (Exception e)
        {
            LogSkip(e, project);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Project} could not begin its training")]
    private partial void LogSkip(Exception exception, string project);
}
