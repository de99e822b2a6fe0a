using NoisyLabels.Learning.Detection;
using NoisyLabels.Learning.Neighbors;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Tests.Detection;

/// <summary>
/// Classes that are clouds around a centre each, with a share of the labels flipped to another class.
/// </summary>
/// <param name="Input">What a method gets.</param>
/// <param name="Truth">[N] the cloud that each row is from.</param>
internal sealed record Gaussians(DetectionInput Input, int[] Truth)
{
    /// <param name="distance">Of a centre from the origin, in standard deviations of a cloud.</param>
    /// <param name="innerColumns">Columns of noise before the final ones, as a backbone's inner stages.</param>
    public static Gaussians Draw(
        int rows, int classes, double distance, double noise, int seed = 1, int dimension = 16, int innerColumns = 0)
    {
        var random = new Random(seed);
        var centres = Enumerable.Range(0, classes).Select(_ => Direction(random, dimension)).ToArray();
        int[] truth = [.. Enumerable.Range(0, rows).Select(i => i % classes)];
        int[] given = [.. truth.Select(k => random.NextDouble() < noise ? (k + random.Next(1, classes)) % classes : k)];
        var features = new FloatMatrix(rows, innerColumns + dimension);
        for (var row = 0; row < rows; row++)
        {
            var values = features.Row(row);
            for (var column = 0; column < values.Length; column++)
            {
                var centre = column < innerColumns ? 0 : distance * centres[truth[row]][column - innerColumns];
                values[column] = (float)(centre + Normal(random));
            }
        }

        return Of(features, innerColumns, given, classes, truth, seed);
    }

    /// <summary>Rows whose labels are drawn without a look at the features.</summary>
    public static Gaussians WithRandomLabels(int rows, int classes, int seed)
    {
        var problem = Draw(rows, 1, distance: 0, noise: 0, seed);
        var random = new Random(seed + 1);
        int[] given = [.. Enumerable.Range(0, rows).Select(_ => random.Next(classes))];
        return problem with { Input = problem.Input with { Given = given, Classes = classes } };
    }

    public bool IsWrong(int row) => Input.Given[row] != Truth[row];

    private static Gaussians Of(FloatMatrix features, int innerColumns, int[] given, int classes, int[] truth, int seed)
    {
        var blocks = new FeatureBlocks([new(innerColumns, features.Columns - innerColumns)]);
        var graph = ExactNeighbors.Find(blocks.Final(features), cancellationToken: TestContext.Current.CancellationToken);
        return new(new DetectionInput(features, blocks.FinalColumns, given, classes, graph, seed), truth);
    }

    private static double[] Direction(Random random, int dimension)
    {
        double[] direction = [.. Enumerable.Range(0, dimension).Select(_ => Normal(random))];
        var length = Math.Sqrt(direction.Sum(v => v * v));
        return [.. direction.Select(v => v / length)];
    }

    // Box and Muller 1958
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
