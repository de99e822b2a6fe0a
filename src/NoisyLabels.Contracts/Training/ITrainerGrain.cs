namespace NoisyLabels.Contracts.Training;

/// <summary>Admits trainings on a silo that may train: a stateless worker, placed on such silos only.</summary>
[Alias("NoisyLabels.ITrainerGrain")]
public interface ITrainerGrain : IGrainWithIntegerKey
{
    /// <returns>False when all slots of the silo are taken; the training itself goes on outside of any call.</returns>
    [Alias("TryStart")]
    Task<bool> TryStart(TrainingTicket ticket);
}
