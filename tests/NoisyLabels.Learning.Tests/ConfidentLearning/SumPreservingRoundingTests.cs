using CsCheck;
using NoisyLabels.Learning.ConfidentLearning;

namespace NoisyLabels.Learning.Tests.ConfidentLearning;

public sealed class SumPreservingRoundingTests
{
    private static readonly Gen<double[]> Values = Gen.Double[0, 500].Array[1, 40];

    [Fact]
    public void The_sum_is_the_rounded_sum() =>
        Values.Sample(values => SumPreservingRounding.Round(values).Sum() == (int)Math.Round(values.Sum()));

    [Fact]
    public void No_value_moves_by_one_or_more() =>
        Values.Sample(
            values => SumPreservingRounding.Round(values).Zip(values).All(p => Math.Abs(p.First - p.Second) < 1));

    [Fact]
    public void Whole_numbers_stay() =>
        Gen.Int[0, 1000].Array[1, 40].Sample(
            values => SumPreservingRounding.Round(Array.ConvertAll(values, v => (double)v)).SequenceEqual(values));

    [Fact]
    public void The_furthest_rounded_value_gives_way() =>
        Assert.Equal([1, 2, 2], SumPreservingRounding.Round([1.3, 1.45, 2.4]));

    [Fact]
    public void The_network_sorts_any_number_of_values() =>
        Gen.Int[0, 9].Array[1, 70].Sample(values =>
        {
            var order = BitonicOrder.Ascending(Array.ConvertAll(values, v => (double)v));
            return order.Order().SequenceEqual(Enumerable.Range(0, values.Length))
                && order.Select(i => values[i]).SequenceEqual(values.Order());
        });
}
