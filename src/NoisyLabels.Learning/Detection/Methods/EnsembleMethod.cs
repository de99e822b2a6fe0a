using NoisyLabels.Learning.Ensembles;
using NoisyLabels.Learning.Heads;
using NoisyLabels.Learning.Native;

namespace NoisyLabels.Learning.Detection.Methods;

/// <summary>
/// The default: ridge heads with exact leave-one-out predictions, on the final features and on those of all stages, and
/// labels spread over the graph of neighbours, in one ensemble. The given labels alone choose penalties and weights.
/// </summary>
internal sealed class EnsembleMethod : IDetectionMethod
{
    public string Name => "pooled-experts";

    public string Description =>
        "ridge heads and label spreading, pooled by what the noisy labels themselves say (default)";

    public DetectionResult Detect(
        DetectionInput input, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        TorchRuntime.EnsureLoaded();
        var members = new List<EnsembleMember>();
        try
        {
            Func<EnsembleMember>[] makers = [.. Makers(input)];
            foreach (var make in makers)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(new("learning", members.Count, makers.Length + 1, "steps"));
                members.Add(make());
            }

            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new("learning", makers.Length, makers.Length + 1, "steps"));
            var ensemble = Ensemble.Fit(members, input.Given, input.Classes, input.Seed);
            cancellation.ThrowIfCancellationRequested();
            var predProbs = ensemble.PredictProbabilities(input.Given.Length, input.Classes);
            return Findings.Of(Name, input.Given, predProbs) with
            {
                Facts = Facts(members, ensemble),
            };
        }
        finally
        {
            members.ForEach(e => e.Dispose());
        }
    }

    private static IEnumerable<Func<EnsembleMember>> Makers(DetectionInput input)
    {
        yield return () => Head("final features", input, input.FinalColumns);
        if (input.InnerColumns is not [])
        {
            yield return () => Head("inner stages", input, input.InnerColumns);
            yield return () => Head("all stages", input, input.AllColumns);
        }

        yield return () => new GraphMember("neighbours", input.Graph, input.Given, input.Classes, input.Seed);
    }

    private static HeadMember Head(string name, DetectionInput input, IReadOnlyList<ColumnRange> columns)
    {
        var scaled = ScaledFeatures.Of(input.Features, columns);
        return new HeadMember(name, scaled, input.Given, input.Classes);
    }

    private static Dictionary<string, object> Facts(List<EnsembleMember> members, Ensemble ensemble)
    {
        var facts = new Dictionary<string, object>();
        for (var e = 0; e < members.Count; e++)
        {
            facts[$"weight of {members[e].Name}"] = ensemble.Weights[e];
            if (members[e] is HeadMember head)
            {
                facts[$"penalty of {head.Name}"] = head.Penalty;
            }
        }

        return facts;
    }
}
