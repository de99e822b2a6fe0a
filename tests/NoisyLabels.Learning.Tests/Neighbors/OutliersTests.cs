using NoisyLabels.Learning.Neighbors;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Tests.Neighbors;

public sealed class OutliersTests
{
    [Fact]
    public void An_image_far_from_all_others_is_an_outlier_with_the_lowest_score()
    {
        var graph = Graphs.Of(ClusterWithStranger(rows: 100, stranger: 42), 5);

        var report = Outliers.Score(graph);

        Assert.True(report.IsOutlierIssue[42]);
        Assert.InRange(report.IsOutlierIssue.Count(flag => flag), 1, 5);
        Assert.Equal(42, report.OutlierScore.Index().MinBy(score => score.Item).Index);
        Assert.InRange(report.OutlierScore[42], 0, 0.01);
        Assert.All(report.OutlierScore, score => Assert.InRange(score, 0, 1));
    }

    [Fact]
    public void The_median_image_scores_one_over_e()
    {
        var scores = Outliers.Score(Graphs.Of(ClusterWithStranger(rows: 101, stranger: 0), 5)).OutlierScore;

        Assert.Equal(Math.Exp(-1), scores.Order().ElementAt(50), 1e-12);
    }

    [Fact]
    public void A_higher_threshold_flags_more()
    {
        var graph = Graphs.Of(ClusterWithStranger(rows: 200, stranger: 7), 5);

        Assert.Equal(50, Outliers.Score(graph, threshold: 1).IsOutlierIssue.Count(flag => flag));
        Assert.InRange(Outliers.Score(graph, threshold: 0.01).IsOutlierIssue.Count(flag => flag), 0, 1);
    }

    [Fact]
    public void Images_of_a_small_group_are_scored_by_their_group()
    {
        // 12 of 212 images form a group of their own; of 40 neighbours of each, 29 lie outside of it.
        var features = new FloatMatrix(212, 8);
        var random = new Random(19);
        for (var row = 0; row < 212; row++)
        {
            foreach (ref var value in features.Row(row))
            {
                value = 0.2f * random.NextSingle();
            }

            features[row, row < 12 ? 0 : 1] += 1;
        }

        var graph = Graphs.Of(features, 40);

        var ofTen = Outliers.Score(graph).OutlierScore.Take(12);
        var ofForty = Outliers.Score(graph, neighbors: 40).OutlierScore.Take(12);
        Assert.All(ofTen.Zip(ofForty), pair => Assert.True(pair.First > 10 * pair.Second));
    }

    [Fact]
    public void Equal_images_are_no_outliers()
    {
        var features = new FloatMatrix(10, 3);
        features.Values.AsSpan().Fill(2);

        var report = Outliers.Score(Graphs.Of(features, 5));

        Assert.DoesNotContain(true, report.IsOutlierIssue);
        Assert.All(report.OutlierScore, score => Assert.Equal(1, score));
    }

    [Fact]
    public void A_single_image_is_no_outlier()
    {
        var report = Outliers.Score(new(1, 0, [], []));

        Assert.Equal([false], report.IsOutlierIssue);
        Assert.Equal([1.0], report.OutlierScore);
    }

    /// <summary>Rows around one direction, and one row in quite another.</summary>
    private static FloatMatrix ClusterWithStranger(int rows, int stranger)
    {
        var random = new Random(13);
        var features = new FloatMatrix(rows, 8);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < 8; column++)
            {
                features[row, column] = (0.2f * random.NextSingle()) + ((row == stranger) == (column == 0) ? 1 : 0);
            }
        }

        return features;
    }
}
