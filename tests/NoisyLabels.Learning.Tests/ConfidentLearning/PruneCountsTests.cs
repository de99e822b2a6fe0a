using NoisyLabels.Learning.ConfidentLearning;

namespace NoisyLabels.Learning.Tests.ConfidentLearning;

public sealed class PruneCountsTests
{
    [Fact]
    public void Counts_that_keep_enough_of_every_class_stay()
    {
        var calibrated = new[,] { { 5, 2, 0 }, { 1, 7, 1 }, { 0, 0, 1 } };

        Assert.Same(calibrated, PruneCounts.From(calibrated, minKept: 1));
    }

    [Fact]
    public void A_class_that_would_lose_all_its_images_keeps_one_at_the_cost_of_its_other_counts()
    {
        var counts = PruneCounts.From(new[,] { { 0, 4, 0 }, { 0, 5, 0 }, { 0, 0, 3 } }, minKept: 1);

        Assert.Equal([1, 3, 0, 0, 5, 0, 0, 0, 3], counts.Cast<int>());
    }

    [Fact]
    public void The_cost_is_shared_and_the_column_totals_are_rounded()
    {
        // Row 0 gains 2; of its three other counts one stands for the missing diagonal, so that each loses 2 / (3 - 1).
        var counts = PruneCounts.From(
            new[,] { { 0, 4, 6, 2 }, { 0, 5, 0, 0 }, { 0, 0, 3, 0 }, { 0, 0, 0, 9 } }, minKept: 2);

        Assert.Equal([2, 3, 5, 1], Enumerable.Range(0, 4).Select(t => counts[0, t]));
    }
}
