namespace NoisyLabels.Contracts.Training;

/// <summary>
/// The door to the trainings of a silo that may train: here they start, are watched and are cancelled. It is a stateless
/// worker, placed on such silos only; a call from such a silo stays there.
/// </summary>
[Alias("NoisyLabels.ITrainerGrain")]
public interface ITrainerGrain : IGrainWithIntegerKey
{
    /// <summary>Begins an attempt that this silo has claimed; the training itself goes on outside of any call.</summary>
    /// <returns>False when nothing started: the run was cancelled meanwhile, or no slot is free.</returns>
    [Alias("Start")]
    Task<bool> Start(RunClaim claim);

    /// <summary>Stops a run at once when it is trained here; a trainer elsewhere hears of it with its next heartbeat.</summary>
    [Alias("Cancel")]
    Task Cancel(Guid run);
}

/// <summary>One attempt at a run, which one trainer has claimed.</summary>
/// <param name="Fence">Number of the attempt within the project; a lower one changes nothing any more.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.RunClaim")]
public sealed record RunClaim(ProjectKey Project, Guid Run, long Fence);
