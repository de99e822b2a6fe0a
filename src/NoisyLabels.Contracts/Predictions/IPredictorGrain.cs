namespace NoisyLabels.Contracts.Predictions;

/// <summary>
/// Predicts tasks of one project, key <see cref="ProjectKey"/> as text: a stateless worker, on any silo, that keeps the
/// project's model warm.
/// </summary>
[Alias("NoisyLabels.IPredictorGrain")]
public interface IPredictorGrain : IGrainWithStringKey
{
    [Alias("Predict")]
    [ResponseTimeout("00:02:00")]
    Task<PredictReply> Predict(PredictCommand command);
}
