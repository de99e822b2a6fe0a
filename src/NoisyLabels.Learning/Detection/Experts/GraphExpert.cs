using NoisyLabels.Learning.Neighbors;
using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Detection.Experts;

/// <summary>What the labels of similar images say, spread over the graph of nearest neighbours.</summary>
internal sealed class GraphExpert(string name, NeighborGraph graph, int[] given, int classes, int seed) : Expert(name)
{
    /// <summary>What a class counts that nothing spread to.</summary>
    private const float Nothing = 1e-6f;

    private readonly SparseRows _spread = LabelSpreading.Spread(graph, given, classes, new() { Seed = seed });

    public override void Dispose()
    {
    }

    protected override Tensor Scores(Tensor rows)
    {
        var wanted = rows.data<long>();
        var scores = new float[checked((int)wanted.Count * classes)];
        Array.Fill(scores, MathF.Log(Nothing));
        for (var i = 0; i < wanted.Count; i++)
        {
            var row = (int)wanted[i];
            var columns = _spread.ColumnsOf(row);
            var values = _spread.ValuesOf(row);
            for (var c = 0; c < columns.Length; c++)
            {
                scores[i * classes + columns[c]] = MathF.Log(MathF.Max(values[c], Nothing));
            }
        }

        return tensor(scores, [wanted.Count, classes]);
    }
}
