using NoisyLabels.Learning.ConfidentLearning;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Tests.ConfidentLearning;

[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    [Fact]
    public void No_second_matrix_of_all_images_and_classes_is_made()
    {
        var random = new Random(23);
        var matrix = new FloatMatrix(20_000, 100);
        var given = new int[matrix.Rows];
        for (var row = 0; row < matrix.Rows; row++)
        {
            given[row] = random.Next(matrix.Columns);
            matrix.Row(row).Fill(0.2f / matrix.Columns);
            matrix[row, random.NextDouble() < 0.8 ? given[row] : random.Next(matrix.Columns)] += 0.8f;
        }

        var predProbs = PredProbs.Of(matrix);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var joint = ConfidentJoint.Estimate(given, predProbs);
        var noise = NoiseEstimate.From(joint);
        var flags = LabelIssues.Find(given, predProbs, IssueFilter.Both, joint);
        var scores = LabelQuality.Scores(given, predProbs, QualityMethod.NormalizedMargin, adjustPredProbs: true);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.Equal(given.Length, flags.Length + scores.Length - given.Length);
        Assert.Equal(1, noise.Py.Sum(), 12);
        Assert.InRange(allocated, 1, matrix.Values.LongLength * sizeof(float) / 2);
    }
}
