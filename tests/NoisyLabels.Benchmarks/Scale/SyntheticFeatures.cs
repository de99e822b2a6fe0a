using System.Numerics.Tensors;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Benchmarks.Scale;

/// <summary>
/// Features as a backbone would give them for images that never existed, with labels of which some are wrong.
/// </summary>
/// <param name="Features">[N, D].</param>
/// <param name="Given">[N] given labels.</param>
/// <param name="Truth">[N] right labels.</param>
internal sealed record SyntheticFeatures(FloatMatrix Features, int[] Given, int[] Truth)
{
    /// <summary>Standard deviation around a class's centre, whose own coordinates have 1.</summary>
    private const double Spread = 3;

    private const double WrongLabels = 0.1;

    public static SyntheticFeatures Draw(int rows, int classes, int dimension, int seed)
    {
        var centres = new FloatMatrix(classes, dimension);
        Parallel.For(0, classes, k => Fill(centres.Row(k), new Random(StreamSeed(seed, -1 - k)), 1));
        var features = new FloatMatrix(rows, dimension);
        var (given, truth) = (new int[rows], new int[rows]);
        Parallel.For(0, rows, i =>
        {
            var random = new Random(StreamSeed(seed, i));
            truth[i] = i % classes;
            given[i] = random.NextDouble() < WrongLabels ? (truth[i] + random.Next(1, classes)) % classes : truth[i];
            var row = features.Row(i);
            Fill(row, random, Spread);
            TensorPrimitives.Add(row, centres.Row(truth[i]), row);
        });
        return new(features, given, truth);
    }

    private static void Fill(Span<float> row, Random random, double deviation)
    {
        foreach (ref var value in row)
        {
            // The sum of three uniform draws is near enough to a normal one; its variance is 3/12.
            value = (float)(deviation * 2 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5));
        }
    }

    // Knuth's multiplicative hash: each row draws from a stream of its own, whichever thread makes it.
    private static int StreamSeed(int seed, int stream) => unchecked((seed * 486187739) ^ (stream * (int)2654435761));
}
