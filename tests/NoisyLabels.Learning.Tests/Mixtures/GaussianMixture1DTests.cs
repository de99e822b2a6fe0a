using CsCheck;
using NoisyLabels.Learning.Mixtures;

namespace NoisyLabels.Learning.Tests.Mixtures;

public sealed class GaussianMixture1DTests
{
    private static readonly Gen<double[]> Values = Gen.Double[-100, 100].Array[1, 60];

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.2)]
    [InlineData(0.05)]
    public void Planted_components_are_recovered(double upperShare)
    {
        var random = new Random(11);
        double[] values = [.. Enumerable.Range(0, 4_000).Select(i =>
            i < 4_000 * upperShare ? 6 + (1.0 * Normal(random)) : 1 + (0.5 * Normal(random)))];

        var mixture = GaussianMixture1D.Fit(values);

        Assert.Equal(1, mixture.Means.Lower, 0.1);
        Assert.Equal(6, mixture.Means.Upper, 0.25);
        Assert.True(mixture.Lower(1) > 0.99 && mixture.Lower(6) < 0.01);
    }

    [Fact]
    public void The_lower_component_never_becomes_more_probable_with_the_value() =>
        Gen.Select(Values, Gen.Double[-150, 150].Array[2]).Sample((values, places) =>
        {
            var mixture = GaussianMixture1D.Fit(values);

            Assert.True(mixture.Lower(places.Max()) <= mixture.Lower(places.Min()) + 1e-12);
        });

    [Fact]
    public void Probabilities_are_from_0_to_1_for_any_values() =>
        Gen.Select(Values, Gen.Double[-1e6, 1e6]).Sample((values, place) =>
            Assert.InRange(GaussianMixture1D.Fit(values).Lower(place), 0, 1));

    [Fact]
    public void The_order_of_the_values_does_not_matter() =>
        Values.Sample(values =>
        {
            var there = GaussianMixture1D.Fit(values);
            var back = GaussianMixture1D.Fit([.. values.Reverse()]);

            Assert.Equal(there.Means, back.Means);
        });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    public void Equal_values_belong_to_neither_component_more_than_to_the_other(int count)
    {
        var mixture = GaussianMixture1D.Fit([.. Enumerable.Repeat(3.5, count)]);

        Assert.Equal((3.5, 3.5), mixture.Means);
        Assert.Equal(0.5, mixture.Lower(3.5), 1e-9);
    }

    [Fact]
    public void Nothing_and_what_is_no_number_is_refused()
    {
        Assert.Throws<ArgumentException>(() => GaussianMixture1D.Fit([]));
        Assert.Throws<ArgumentException>(() => GaussianMixture1D.Fit([1, double.NaN]));
        Assert.Throws<ArgumentException>(() => GaussianMixture1D.Fit([1, double.PositiveInfinity]));
    }

    // Box and Muller 1958
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
