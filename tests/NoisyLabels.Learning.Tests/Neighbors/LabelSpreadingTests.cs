using CsCheck;
using NoisyLabels.Learning.Neighbors;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Tests.Neighbors;

public sealed class LabelSpreadingTests
{
    private static readonly Gen<(FloatMatrix Features, int[] Given, int Classes, LabelSpreadingOptions Options)> Problems =
        from rows in Gen.Int[2, 24]
        from classes in Gen.Int[2, 12]
        from values in Gen.Float[-1, 1].Array[rows * 3]
        from given in Gen.Int[0, classes - 1].Array[rows]
        from folds in Gen.Int[2, 6]
        from steps in Gen.Int[1, 12]
        from seed in Gen.Int[0, 1000]
        select (
            new FloatMatrix(rows, 3, values),
            given,
            classes,
            new LabelSpreadingOptions { Neighbors = 4, Folds = folds, Steps = steps, Seed = seed, KeptClasses = 12 });

    [Fact]
    public void Defaults_are_those_of_the_documentation() => Assert.Equal(
        new LabelSpreadingOptions { Neighbors = 15, Sharpness = 5, Reach = 0.95, Steps = 40, Folds = 10, KeptClasses = 16, Seed = 0 },
        new LabelSpreadingOptions());

    [Fact]
    public void Values_are_those_of_the_formula() =>
        Problems.Sample(
            problem =>
            {
                var graph = Graphs.Of(problem.Features, 6);
                var expected = Formula(graph, problem.Given, problem.Classes, problem.Options);

                var spread = LabelSpreading.Spread(graph, problem.Given, problem.Classes, problem.Options);

                for (var row = 0; row < spread.Rows; row++)
                {
                    Assert.Equal(Dense(expected[row]), Dense(spread, row, problem.Classes), (a, b) => Math.Abs(a - b) < 1e-4);
                }
            },
            iter: 60);

    [Fact]
    public void The_own_label_never_reaches_its_own_image()
    {
        var flips = 0;
        Problems.Sample(
            problem =>
            {
                var (features, given, classes, options) = problem;
                var graph = Graphs.Of(features, 6);
                var before = LabelSpreading.Spread(graph, given, classes, options);
                var folds = StratifiedFolds.Assign(given, classes, options.Folds, options.Seed);
                for (var row = 0; row < given.Length; row++)
                {
                    int[] flipped = [.. given];
                    flipped[row] = (given[row] + 1) % classes;

                    // Another label may deal the folds anew; where it does not, nothing may change for this image.
                    if (!folds.SequenceEqual(StratifiedFolds.Assign(flipped, classes, options.Folds, options.Seed)))
                    {
                        continue;
                    }

                    var after = LabelSpreading.Spread(graph, flipped, classes, options);
                    Assert.Equal(Dense(before, row, classes), Dense(after, row, classes));
                    Interlocked.Increment(ref flips);
                }
            },
            iter: 60);
        Assert.True(flips > 10, $"{flips} flips left the folds as they were.");
    }

    [Fact]
    public void Images_of_a_clear_group_get_its_label_also_where_theirs_is_wrong()
    {
        var random = new Random(2);
        var features = new FloatMatrix(80, 8);
        for (var row = 0; row < 80; row++)
        {
            foreach (ref var value in features.Row(row))
            {
                value = 0.2f * random.NextSingle();
            }

            features[row, row % 2] += 1;
        }

        int[] given = [.. Enumerable.Range(0, 80).Select(row => row is 4 or 9 or 30 ? 1 - (row % 2) : row % 2)];

        var spread = LabelSpreading.Spread(Graphs.Of(features, 15), given, classes: 2);

        Assert.All(Enumerable.Range(0, 80), row => Assert.True(Dense(spread, row, 2)[row % 2] > 0.8f));
    }

    [Fact]
    public void Of_many_classes_the_most_probable_ones_are_kept()
    {
        var random = new Random(8);
        var features = new FloatMatrix(120, 3, [.. Enumerable.Range(0, 360).Select(_ => random.NextSingle() - 0.5f)]);
        int[] given = [.. Enumerable.Range(0, 120).Select(i => i % 40)];
        var graph = Graphs.Of(features, 10);
        var all = LabelSpreading.Spread(graph, given, 40, new() { KeptClasses = 40 });

        var few = LabelSpreading.Spread(graph, given, 40, new() { KeptClasses = 4 });

        Assert.Equal((4, 40), (few.Capacity, all.Capacity));
        Assert.All(Enumerable.Range(0, 120), row =>
        {
            var greatest = Dense(all, row, 40).OrderDescending().Take(4).ToArray();
            Assert.Equal(greatest.Select(v => v / greatest.Sum()), few.ValuesOf(row).ToArray().OrderDescending(), (a, b) => Math.Abs(a - b) < 1e-5);
        });
    }

    [Fact]
    public void Rows_shared_out_to_threads_get_what_they_get_from_one()
    {
        // A group of 60 images many times over, without an edge between the copies: 2,100 rows are shared out.
        var random = new Random(6);
        var group = Graphs.Of(new FloatMatrix(60, 3, [.. Enumerable.Range(0, 180).Select(_ => random.NextSingle() - 0.5f)]), 5);
        var many = new NeighborGraph(
            2_100,
            5,
            [.. Enumerable.Range(0, 35).SelectMany(copy => group.Indices.Select(i => (60 * copy) + i))],
            [.. Enumerable.Repeat(group.Similarities, 35).SelectMany(s => s)]);
        int[] given = [.. Enumerable.Range(0, 2_100).Select(i => i % 60 % 4)];

        var spread = LabelSpreading.Spread(many, given, 4, new() { Neighbors = 5, Folds = 2, Steps = 10 });
        var expected = Formula(many, given, 4, new() { Neighbors = 5, Folds = 2, Steps = 10 });

        Assert.All(Enumerable.Range(0, 2_100), row =>
            Assert.Equal(Dense(expected[row]), Dense(spread, row, 4), (a, b) => Math.Abs(a - b) < 1e-4));
    }

    [Fact]
    public void An_image_without_neighbours_gets_nothing()
    {
        var spread = LabelSpreading.Spread(new NeighborGraph(2, 0, [], []), [0, 1], classes: 2);

        Assert.Empty(spread.ColumnsOf(0).ToArray());
    }

    [Theory]
    [InlineData(10_000, 10, 10)]
    [InlineData(4_000_000, 100, 10)]
    [InlineData(4_000_000, 1_000, 2)]
    [InlineData(50_000_000, 5_000, 2)]
    public void Fewer_folds_are_hidden_where_the_work_would_be_too_much(int edges, int classes, int folds) =>
        Assert.Equal(folds, LabelSpreading.FoldCount(edges, classes, new()));

    // F ← α·S·F + (1 − α)·Y for the folds one by one, with dense matrices; then what an image gets in its own fold
    private static double[][] Formula(NeighborGraph graph, int[] given, int classes, LabelSpreadingOptions options)
    {
        var weights = SymmetricWeights.Of(graph, options.Neighbors, options.Sharpness);
        var hiddenIn = StratifiedFolds.Assign(given, classes, options.Folds, options.Seed);
        var result = given.Select(_ => new double[classes]).ToArray();
        for (var fold = 0; fold < options.Folds; fold++)
        {
            var y = given.Select((label, i) => Enumerable.Range(0, classes)
                .Select(k => k == label && hiddenIn[i] != fold ? 1.0 : 0).ToArray()).ToArray();
            var f = given.Select(_ => new double[classes]).ToArray();
            for (var step = 0; step < options.Steps; step++)
            {
                f = [.. f.Select((_, i) => Next(weights, f, y, i, classes, options.Reach))];
            }

            foreach (var (i, k) in given.Index().Where(g => hiddenIn[g.Index] == fold).SelectMany(g => Enumerable.Range(0, classes).Select(k => (g.Index, k))))
            {
                var sum = f.Sum(row => row[k]);
                result[i][k] = sum > 0 ? f[i][k] * y.Sum(row => row[k]) / sum : 0;
            }
        }

        return result;
    }

    private static double[] Next(SymmetricWeights weights, double[][] f, double[][] y, int row, int classes, double reach)
    {
        var next = new double[classes];
        foreach (var (neighbor, weight) in weights.Of(row))
        {
            for (var k = 0; k < classes; k++)
            {
                next[k] += reach * weight * f[neighbor][k];
            }
        }

        return [.. next.Select((value, k) => value + ((1 - reach) * y[row][k]))];
    }

    private static float[] Dense(double[] values) =>
        [.. values.Select(v => (float)(values.Sum() > 0 ? v / values.Sum() : 0))];

    private static float[] Dense(SparseRows rows, int row, int classes)
    {
        var dense = new float[classes];
        for (var i = 0; i < rows.ColumnsOf(row).Length; i++)
        {
            dense[rows.ColumnsOf(row)[i]] = rows.ValuesOf(row)[i];
        }

        return dense;
    }
}
