using NoisyLabels.Learning.ConfidentLearning;
using NoisyLabels.Learning.Detection.Experts;
using NoisyLabels.Learning.Heads;
using NoisyLabels.Learning.Native;

namespace NoisyLabels.Learning.Detection.Methods;

/// <summary>
/// The default: ridge heads with exact leave-one-out predictions, on the final features and on those of all stages, and
/// labels spread over the graph of neighbours, pooled. Penalties and weights are chosen by the given labels alone.
/// </summary>
internal sealed class PooledExperts : IDetectionMethod
{
    public string Name => "pooled-experts";

    public string Description =>
        "ridge heads and label spreading, pooled by what the noisy labels themselves say (default)";

    public DetectionResult Detect(
        DetectionInput input, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        TorchRuntime.EnsureLoaded();
        var experts = new List<Expert>();
        try
        {
            Func<Expert>[] makers = [.. Makers(input)];
            foreach (var make in makers)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(new("learning", experts.Count, makers.Length + 1, "steps"));
                experts.Add(make());
            }

            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new("learning", makers.Length, makers.Length + 1, "steps"));
            var pool = OpinionPool.Fit(experts, input.Given, input.Classes, input.Seed);
            cancellation.ThrowIfCancellationRequested();
            var predProbs = pool.PredProbs(input.Given.Length, input.Classes);
            var joint = ConfidentJoint.Estimate(input.Given, PredProbs.Of(predProbs));
            var wrong = WorstByCount.Count(input.Given, predProbs, joint);
            var flagged = WorstByCount.Flag(input.Given, predProbs, wrong);
            return Findings.Of(Name, input.Given, predProbs, joint, flagged, wrong) with
            {
                Facts = Facts(experts, pool),
            };
        }
        finally
        {
            experts.ForEach(e => e.Dispose());
        }
    }

    private static IEnumerable<Func<Expert>> Makers(DetectionInput input)
    {
        yield return () => Head("final features", input, input.FinalColumns);
        if (input.InnerColumns is not [])
        {
            yield return () => Head("inner stages", input, input.InnerColumns);
            yield return () => Head("all stages", input, input.AllColumns);
        }

        yield return () => new GraphExpert("neighbours", input.Graph, input.Given, input.Classes, input.Seed);
    }

    private static HeadExpert Head(string name, DetectionInput input, IReadOnlyList<ColumnRange> columns)
    {
        var scaled = ScaledFeatures.Of(input.Features, columns);
        return new HeadExpert(name, scaled, input.Given, input.Classes);
    }

    private static Dictionary<string, object> Facts(List<Expert> experts, OpinionPool pool)
    {
        var facts = new Dictionary<string, object>();
        for (var e = 0; e < experts.Count; e++)
        {
            facts[$"weight of {experts[e].Name}"] = pool.Weights[e];
            if (experts[e] is HeadExpert head)
            {
                facts[$"penalty of {head.Name}"] = head.Penalty;
            }
        }

        return facts;
    }
}
