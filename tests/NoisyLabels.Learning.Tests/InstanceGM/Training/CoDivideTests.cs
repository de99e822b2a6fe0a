using NoisyLabels.Learning.InstanceGM.Training;

namespace NoisyLabels.Learning.Tests.InstanceGM.Training;

public sealed class CoDivideTests
{
    [Fact]
    public void Small_losses_keep_their_labels_and_large_ones_lose_them()
    {
        int[] rows = [.. Enumerable.Range(1000, 100)];

        var division = Divide(rows, [.. rows.Select(r => r % 4 == 0 ? 0.8 + Spread(r) : 0.1 + Spread(r))]);

        Assert.Equal(DivisionRule.Mixture, division.Rule);
        Assert.Equal(rows.Where(r => r % 4 != 0), division.Labelled);
        Assert.Equal(rows.Where(r => r % 4 == 0), division.Unlabelled);
        Assert.All(division.CleanProbability, w => Assert.InRange(w, 0.99, 1));
    }

    [Fact]
    public void Losses_without_two_groups_leave_every_label()
    {
        var dice = new Dice(3);
        int[] rows = [.. Enumerable.Range(0, 200)];

        var division = Divide(rows, [.. rows.Select(_ => dice.NextGaussian())]);

        Assert.Equal(DivisionRule.NotSeparated, division.Rule);
        Assert.Equal(rows, division.Labelled);
        Assert.Empty(division.Unlabelled);
        Assert.All(division.CleanProbability, w => Assert.Equal(1, w));
    }

    [Fact]
    public void Equal_losses_are_no_division_by_zero()
    {
        var normalized = CoDivide.Normalize([9, 7, 7, 7], [1, 2, 3]);

        Assert.Equal([0, 0, 0, 0], normalized);
        Assert.Equal(DivisionRule.NotSeparated, Divide([1, 2, 3], normalized[1..]).Rule);
    }

    [Fact]
    public void Normalised_losses_reach_from_zero_to_one_over_the_rows_given() =>
        Assert.Equal([0, 0, 0.5, 1], CoDivide.Normalize([100, 2, 4, 6], [1, 2, 3]));

    [Fact]
    public void Of_a_class_with_large_losses_the_smallest_fifth_keeps_its_labels()
    {
        int[] rows = [.. Enumerable.Range(0, 100)];

        var division = CoDivide.Divide(
            rows, [.. rows.Select(r => r < 60 ? 0.05 + Spread(r) : 0.9 + r / 1e4)], [.. rows.Select(r => r < 60 ? 0 : 1)], 0.5);

        Assert.Equal(DivisionRule.SmallestLosses, division.Rule);
        Assert.Equal(Enumerable.Range(0, 68), division.Labelled);
        Assert.All(division.CleanProbability[60..], w => Assert.Equal(1, w));
    }

    [Fact]
    public void One_image_is_divided_too() => Assert.Equal([7], Divide([7], [0.0]).Labelled);

    private static Division Divide(int[] rows, double[] losses) => CoDivide.Divide(rows, losses, new int[rows.Length], 0.5);

    private static double Spread(int row) => row * 37 % 19 / 300.0;
}
