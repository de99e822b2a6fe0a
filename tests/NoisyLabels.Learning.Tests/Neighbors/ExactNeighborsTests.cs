using CsCheck;
using NoisyLabels.Learning.Neighbors;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Tests.Neighbors;

public sealed class ExactNeighborsTests
{
    /// <summary>Features on a coarse grid, so that equal rows, equal similarities and rows of zeros are
    /// frequent.</summary>
    private static readonly Gen<(FloatMatrix Features, int K, int BlockRows)> Problems =
        from rows in Gen.Int[1, 40]
        from columns in Gen.Int[1, 9]
        from values in Gen.Int[-2, 2].Array[rows * columns]
        from k in Gen.Int[1, 12]
        from blockRows in Gen.Int[1, 41]
        select (new FloatMatrix(rows, columns, Array.ConvertAll(values, v => (float)v)), k, blockRows);

    [Fact]
    public void The_neighbours_are_those_of_a_search_through_all_pairs() =>
        Problems.Sample(problem =>
        {
            var graph = Graphs.Of(problem.Features, problem.K, problem.BlockRows);

            Assert.Equal(Math.Min(problem.K, problem.Features.Rows - 1), graph.K);
            for (var row = 0; row < problem.Features.Rows; row++)
            {
                var expected = Enumerable.Range(0, problem.Features.Rows)
                    .Where(other => other != row)
                    .Select(other => (Index: other, Similarity: (float)Cosine(problem.Features, row, other)))
                    .OrderByDescending(pair => pair.Similarity).ThenBy(pair => pair.Index)
                    .Take(problem.K)
                    .ToArray();
                Assert.Equal(expected.Select(pair => pair.Index), graph.NeighborsOf(row).ToArray());
                Assert.Equal(expected.Select(pair => pair.Similarity), graph.SimilaritiesOf(row).ToArray());
            }
        });

    [Fact]
    public void The_similarity_of_equal_rows_is_exactly_one()
    {
        var random = new Random(3);
        var features = new FloatMatrix(3, 257);
        for (var column = 0; column < features.Columns; column++)
        {
            features[0, column] = features[2, column] = random.NextSingle();
            features[1, column] = random.NextSingle();
        }

        var graph = Graphs.Of(features, 1);

        Assert.Equal((2, 1f), (graph.NeighborsOf(0)[0], graph.SimilaritiesOf(0)[0]));
    }

    [Fact]
    public void Several_full_blocks_give_what_one_block_gives()
    {
        var random = new Random(5);
        var features = new FloatMatrix(2500, 24);
        foreach (ref var value in features.Values.AsSpan())
        {
            value = random.NextSingle() - 0.3f;
        }

        var reported = new List<WorkProgress>();
        var graph = ExactNeighbors.Find(features, 10, new Reports(reported.Add), TestContext.Current.CancellationToken);
        var whole = Graphs.Of(features, 10, blockRows: 2500);

        Assert.Equal(whole.Indices, graph.Indices);
        Assert.Equal(whole.Similarities, graph.Similarities);
        Assert.Equal(2500L * 2499 / 2, reported[^1].Done);
        Assert.Equal(reported[^1].Total, reported[^1].Done);
    }

    [Fact]
    public void A_single_image_and_no_image_have_no_neighbours()
    {
        Assert.Equal(0, Graphs.Of(new FloatMatrix(1, 4), 5).K);
        Assert.Equal(0, Graphs.Of(new FloatMatrix(0, 4), 5).Rows);
    }

    [Fact]
    public void Features_that_are_no_numbers_are_refused()
    {
        var features = new FloatMatrix(3, 2);
        features[1, 1] = float.NaN;

        Assert.StartsWith(
            "Row 1 of the features is not finite.",
            Assert.Throws<ArgumentException>(() => Graphs.Of(features, 2)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_search_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(
            () => ExactNeighbors.Find(new FloatMatrix(5, 2), 2, progress: null, cancelled.Token));
    }

    private static double Cosine(FloatMatrix features, int a, int b)
    {
        double dot = 0, squaresA = 0, squaresB = 0;
        for (var c = 0; c < features.Columns; c++)
        {
            dot += features[a, c] * features[b, c];
            squaresA += features[a, c] * features[a, c];
            squaresB += features[b, c] * features[b, c];
        }

        return squaresA * squaresB > 0 ? dot / Math.Sqrt(squaresA * squaresB) : 0;
    }

    private sealed class Reports(Action<WorkProgress> add) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => add(value);
    }
}
