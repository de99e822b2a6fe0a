using NoisyLabels.Learning.ConfidentLearning;
using NoisyLabels.Learning.Heads;
using NoisyLabels.Learning.Mixtures;
using NoisyLabels.Learning.Native;

namespace NoisyLabels.Learning.Detection.Methods;

/// <summary>
/// Large cross-entropy of the given label, cut where a mixture of two normal distributions of the losses does.
/// </summary>
internal sealed class CrossEntropyBaseline : IDetectionMethod
{
    private const double LeastProbability = 1e-6;

    public string Name => "cross-entropy";

    public string Description =>
        "cross-validated logistic regression; wrong where a mixture puts the loss with the large ones";

    public DetectionResult Detect(
        DetectionInput input, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        TorchRuntime.EnsureLoaded();
        var predProbs = CrossFit.PredProbs(
            input.Features, input.FinalColumns, input.Given, input.Classes, input.Seed, progress, cancellation);
        double[] losses = [.. input.Given.Select((label, i) => -Math.Log(Math.Max(predProbs[i, label], LeastProbability)))];
        var mixture = GaussianMixture1D.Fit(losses);
        var joint = ConfidentJoint.Estimate(input.Given, PredProbs.Of(predProbs));
        return Findings.Of(Name, input.Given, predProbs, joint, Array.ConvertAll(losses, loss => mixture.Lower(loss) < 0.5));
    }
}
