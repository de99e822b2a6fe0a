using NoisyLabels.Learning.InstanceGM.Networks;

namespace NoisyLabels.Learning.InstanceGM.Forecasts;

/// <summary>What calls of the networks cost, in passes: a pass is one image's share of a look of the classifier.</summary>
/// <param name="Look">The classifier forward, without gradients.</param>
/// <param name="Learning">The classifier forward and backward, and an update of its weights.</param>
/// <param name="Generating">The same of the VAE.</param>
internal sealed record PassCosts(CallCost Look, CallCost Learning, CallCost Generating)
{
    /// <summary>
    /// From multiplications alone, where nothing was measured: learning is three passes, forward and twice as much
    /// backward.
    /// </summary>
    public static PassCosts Counted(NetworkPlan plan) => new(
        new(0, 1), new(0, 3), new(0, 3 * NetworkCost.VaeOperations(plan) / NetworkCost.ClassifierOperations(plan)));
}
