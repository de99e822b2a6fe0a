using NoisyLabels.Learning.ConfidentLearning;
using NoisyLabels.Learning.Heads;
using NoisyLabels.Learning.Mixtures;
using NoisyLabels.Learning.Native;
using NoisyLabels.Learning.Neighbors;
using NoisyLabels.Learning.Numerics;

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
        var predProbs = LogisticRegression.PredictOutOfFold(input, progress, cancellation);
        var joint = ConfidentJoint.Estimate(input.Given, PredProbs.Of(predProbs));
        var flagged = LabelIssues.Find(input.Given, PredProbs.Of(predProbs), joint: joint);
        return Findings.Of(Name, input.Given, predProbs, joint, flagged);
    }
}

/// <summary>
/// Large cross-entropy of the given label, cut where a mixture of two normal distributions of the losses does.
/// </summary>
internal sealed class CrossEntropyBaseline : IDetectionMethod
{
    private const double MinProbability = 1e-6;

    public string Name => "cross-entropy";

    public string Description =>
        "cross-validated logistic regression; wrong where a mixture puts the loss with the large ones";

    public DetectionResult Detect(
        DetectionInput input, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var predProbs = LogisticRegression.PredictOutOfFold(input, progress, cancellation);
        double[] losses = [.. input.Given.Select((label, i) => -Math.Log(Math.Max(predProbs[i, label], MinProbability)))];
        var mixture = GaussianMixture1D.Fit(losses);
        var joint = ConfidentJoint.Estimate(input.Given, PredProbs.Of(predProbs));
        return Findings.Of(Name, input.Given, predProbs, joint, Array.ConvertAll(losses, loss => mixture.Lower(loss) < 0.5));
    }
}

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
        var predProbs = LogisticRegression.PredictOutOfFold(input, progress, cancellation);
        var joint = ConfidentJoint.Estimate(input.Given, PredProbs.Of(predProbs));
        var flagged = LabelIssues.Find(input.Given, PredProbs.Of(predProbs), IssueFilter.PredictedNeqGiven, joint);
        return Findings.Of(Name, input.Given, predProbs, joint, flagged);
    }
}

/// <summary>Votes of the nearest neighbours' given labels, filtered as confident learning does by default.</summary>
internal sealed class KnnBaseline : IDetectionMethod
{
    public string Name => "knn";

    public string Description => "votes of the nearest neighbours, pruned by noise rate";

    public DetectionResult Detect(
        DetectionInput input, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        progress?.Report(new("learning", 0, null, "votes"));
        var predProbs = KnnVote.PredictProbabilities(input.Graph, input.Given, input.Classes);
        cancellation.ThrowIfCancellationRequested();
        var joint = ConfidentJoint.Estimate(input.Given, PredProbs.Of(predProbs));
        var flagged = LabelIssues.Find(input.Given, PredProbs.Of(predProbs), joint: joint);
        return Findings.Of(Name, input.Given, predProbs, joint, flagged);
    }
}

/// <summary>What three of the baselines predict with: cross-validated logistic regression on the final features.</summary>
internal static class LogisticRegression
{
    /// <returns>[N, K].</returns>
    public static FloatMatrix PredictOutOfFold(
        DetectionInput input, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        TorchRuntime.EnsureLoaded();
        return CrossFit.PredictProbabilities(
            input.Features, input.FinalColumns, input.Given, input.Classes, input.Seed, progress, cancellation);
    }
}
