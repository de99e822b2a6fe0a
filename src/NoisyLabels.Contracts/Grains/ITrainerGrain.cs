using NoisyLabels.Contracts.Api;

namespace NoisyLabels.Contracts.Grains;

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

/// <param name="Reason">For people: what asked for it, for example <c>Start Training</c>.</param>
/// <param name="IsForced">Train although nothing has changed since the last time.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.TrainingRequest")]
public sealed record TrainingRequest(string Reason, bool IsForced);

/// <summary>The right to make one attempt at a run.</summary>
/// <param name="Fence">Number of the attempt within the project; results of an older one are refused.</param>
/// <param name="LabelConfig">The labelling configuration at the time of the request.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.TrainingTicket")]
public sealed record TrainingTicket(
    ProjectKey Project, Guid Run, long Fence, string LabelConfig, ProjectSettings Settings);
