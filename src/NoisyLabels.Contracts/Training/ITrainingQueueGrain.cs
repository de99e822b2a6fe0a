using Orleans.Concurrency;

namespace NoisyLabels.Contracts.Training;

/// <summary>
/// The projects that wait for training, first come first served. There is one, key 0: stateless workers are no queue.
/// </summary>
[Alias("NoisyLabels.ITrainingQueueGrain")]
public interface ITrainingQueueGrain : IGrainWithIntegerKey
{
    /// <summary>Does nothing when the project waits already.</summary>
    /// <param name="first">At the front: its last attempt was lost without its fault.</param>
    [Alias("Enqueue")]
    Task Enqueue(string project, bool first);

    /// <summary>An agent with a free slot asks for work.</summary>
    /// <returns>Null when nothing waits.</returns>
    [Alias("Claim")]
    Task<TrainingTicket?> Claim(string owner);

    /// <summary>An agent without a free slot says that it is there.</summary>
    [Alias("Announce"), AlwaysInterleave]
    Task Announce(string owner);

    /// <returns>Place of the project, 0 for the next; null when it does not wait.</returns>
    [Alias("PlaceOf"), AlwaysInterleave]
    Task<int?> PlaceOf(string project);

    /// <summary>Owners that have been heard of within the last minute.</summary>
    [Alias("LiveTrainers"), AlwaysInterleave]
    Task<IReadOnlyList<string>> LiveTrainers();
}
