using NoisyLabels.Learning.ConfidentLearning;
using NoisyLabels.Learning.Heads;
using NoisyLabels.Learning.Native;

namespace NoisyLabels.Learning.Detection.Methods;

/// <summary>
/// The simplest rule: a label is wrong where a cross-validated logistic regression (C = 1) predicts another.
/// </summary>
internal sealed class ArgmaxBaseline : IDetectionMethod
{
    public string Name => "argmax";

    public string Description => "cross-validated logistic regression; wrong where it predicts another class";

    public DetectionResult Detect(
        DetectionInput input, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        TorchRuntime.EnsureLoaded();
        var predProbs = CrossFit.PredProbs(
            input.Features, input.FinalColumns, input.Given, input.Classes, input.Seed, progress, cancellation);
        var joint = ConfidentJoint.Estimate(input.Given, PredProbs.Of(predProbs));
        var flagged = LabelIssues.Find(input.Given, PredProbs.Of(predProbs), IssueFilter.PredictedNeqGiven, joint);
        return Findings.Of(Name, input.Given, predProbs, joint, flagged);
    }
}
