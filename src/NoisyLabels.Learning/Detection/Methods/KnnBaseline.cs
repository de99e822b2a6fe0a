using NoisyLabels.Learning.ConfidentLearning;
using NoisyLabels.Learning.Neighbors;

namespace NoisyLabels.Learning.Detection.Methods;

/// <summary>Votes of the nearest neighbours' given labels, filtered as confident learning does by default.</summary>
internal sealed class KnnBaseline : IDetectionMethod
{
    public string Name => "knn";

    public string Description => "votes of the nearest neighbours, pruned by noise rate";

    public DetectionResult Detect(
        DetectionInput input, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        progress?.Report(new("learning", 0, null, "votes"));
        var predProbs = KnnVote.PredProbs(input.Graph, input.Given, input.Classes);
        cancellation.ThrowIfCancellationRequested();
        var joint = ConfidentJoint.Estimate(input.Given, PredProbs.Of(predProbs));
        var flagged = LabelIssues.Find(input.Given, PredProbs.Of(predProbs), joint: joint);
        return Findings.Of(Name, input.Given, predProbs, joint, flagged);
    }
}
