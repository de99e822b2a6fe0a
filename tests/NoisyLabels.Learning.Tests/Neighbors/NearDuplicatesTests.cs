using NoisyLabels.Learning.Neighbors;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Tests.Neighbors;

public sealed class NearDuplicatesTests
{
    [Fact]
    public void Copies_and_almost_copies_form_sets()
    {
        var features = RandomFeatures(rows: 60);
        Copy(features, from: 5, to: 20, change: 0);
        Copy(features, from: 20, to: 40, change: 0.001f);
        Copy(features, from: 2, to: 59, change: 0.001f);

        var report = NearDuplicates.Find(Graphs.Of(features, 5));

        Assert.Equal([2, 5, 20, 40, 59], Flagged(report));
        Assert.Equal([0, 1, 1, 1, 0], new[] { 2, 5, 20, 40, 59 }.Select(i => report.NearDuplicateSet[i]));
        Assert.Equal(55, report.NearDuplicateSet.Count(set => set == -1));
        Assert.Equal(0, report.NearDuplicateScore[5]);
        Assert.InRange(report.NearDuplicateScore[59], 1e-9, 0.05);
        Assert.All([0, 1, 3, 4], i => Assert.InRange(report.NearDuplicateScore[i], 0.3, 1));
    }

    [Fact]
    public void Where_most_images_are_copies_only_the_copies_are_reported()
    {
        var features = RandomFeatures(rows: 30);
        for (var row = 1; row < 25; row++)
        {
            Copy(features, from: 0, to: row, change: 0);
        }

        var report = NearDuplicates.Find(Graphs.Of(features, 5));

        Assert.Equal(Enumerable.Range(0, 25), Flagged(report));
        Assert.Equal([0], report.NearDuplicateSet.Take(25).Distinct());
        Assert.Equal(1, report.NearDuplicateScore[29]);
    }

    [Fact]
    public void A_flagged_image_has_a_lower_score_than_any_other()
    {
        var features = RandomFeatures(rows: 200);
        for (var row = 0; row < 50; row++)
        {
            Copy(features, from: row, to: row + 100, change: 0.02f * row);
        }

        var report = NearDuplicates.Find(Graphs.Of(features, 5));

        var flagged = report.NearDuplicateScore.Where((_, i) => report.IsNearDuplicateIssue[i]).ToArray();
        Assert.InRange(flagged.Length, 2, 100);
        Assert.True(flagged.Max() < report.NearDuplicateScore.Where((_, i) => !report.IsNearDuplicateIssue[i]).Min());
    }

    [Fact]
    public void A_single_image_is_no_duplicate()
    {
        var report = NearDuplicates.Find(new NeighborGraph(1, 0, [], []));

        Assert.Equal([false], report.IsNearDuplicateIssue);
        Assert.Equal([1.0], report.NearDuplicateScore);
        Assert.Equal([-1], report.NearDuplicateSet);
    }

    private static IEnumerable<int> Flagged(NearDuplicateReport report) =>
        report.IsNearDuplicateIssue.Index().Where(flag => flag.Item).Select(flag => flag.Index);

    private static FloatMatrix RandomFeatures(int rows)
    {
        var random = new Random(11);
        var features = new FloatMatrix(rows, 16);
        foreach (ref var value in features.Values.AsSpan())
        {
            value = random.NextSingle() - 0.5f;
        }

        return features;
    }

    private static void Copy(FloatMatrix features, int from, int to, float change)
    {
        features.Row(from).CopyTo(features.Row(to));
        features[to, 0] += change;
    }
}
