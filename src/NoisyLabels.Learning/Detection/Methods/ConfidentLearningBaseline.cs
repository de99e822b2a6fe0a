using NoisyLabels.Learning.ConfidentLearning;
using NoisyLabels.Learning.Heads;
using NoisyLabels.Learning.Native;

namespace NoisyLabels.Learning.Detection.Methods;

/// <summary>
/// What a user of cleanlab does: 5-fold logistic regression (C = 1) on the final features, its default filter.
/// </summary>
internal sealed class ConfidentLearningBaseline : IDetectionMethod
{
    public string Name => "confident-learning";

    public string Description => "cross-validated logistic regression, pruned by noise rate (cleanlab's default)";

    public DetectionResult Detect(
        DetectionInput input, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        TorchRuntime.EnsureLoaded();
        var predProbs = CrossFit.PredProbs(
            input.Features, input.FinalColumns, input.Given, input.Classes, input.Seed, progress, cancellation);
        var joint = ConfidentJoint.Estimate(input.Given, PredProbs.Of(predProbs));
        var flagged = LabelIssues.Find(input.Given, PredProbs.Of(predProbs), joint: joint);
        return Findings.Of(Name, input.Given, predProbs, joint, flagged);
    }
}
