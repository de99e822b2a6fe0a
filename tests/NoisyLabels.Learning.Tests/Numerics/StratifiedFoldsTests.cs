using CsCheck;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Tests.Numerics;

public sealed class StratifiedFoldsTests
{
    private static readonly Gen<(int[] Given, int Classes, int Folds, int Seed)> Deals =
        from classes in Gen.Int[1, 12]
        from folds in Gen.Int[1, 10]
        from seed in Gen.Int
        from given in Gen.Int[0, classes - 1].Array[0, 100]
        select (given, classes, folds, seed);

    [Fact]
    public void The_folds_of_each_class_differ_by_one_image_at_most() =>
        Deals.Sample(deal =>
        {
            var fold = StratifiedFolds.Assign(deal.Given, deal.Classes, deal.Folds, deal.Seed);
            for (var label = 0; label < deal.Classes; label++)
            {
                var counts = new int[deal.Folds];
                for (var i = 0; i < fold.Length; i++)
                {
                    counts[fold[i]] += deal.Given[i] == label ? 1 : 0;
                }

                Assert.InRange(counts.Max() - counts.Min(), 0, 1);
            }
        });

    [Fact]
    public void The_same_seed_deals_the_same_folds() =>
        Deals.Sample(deal => Assert.Equal(
            StratifiedFolds.Assign(deal.Given, deal.Classes, deal.Folds, deal.Seed),
            StratifiedFolds.Assign(deal.Given, deal.Classes, deal.Folds, deal.Seed)));

    [Fact]
    public void Another_seed_deals_others() => Assert.NotEqual(
        StratifiedFolds.Assign(new int[50], 1, 5, seed: 1), StratifiedFolds.Assign(new int[50], 1, 5, seed: 2));

    [Fact]
    public void Classes_of_one_image_do_not_all_fall_into_one_fold()
    {
        var fold = StratifiedFolds.Assign([.. Enumerable.Range(0, 10)], classes: 10, folds: 5, seed: 0);

        Assert.All(Enumerable.Range(0, 5), f => Assert.Equal(2, fold.Count(x => x == f)));
    }
}
