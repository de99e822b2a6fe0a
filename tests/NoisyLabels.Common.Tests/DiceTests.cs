using CsCheck;

namespace NoisyLabels.Common.Tests;

public sealed class DiceTests
{
    [Fact]
    public void Bits_are_those_of_SplitMix64()
    {
        var dice = new Dice(1234567);

        ulong[] published = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431];
        Assert.All(published, bits => Assert.Equal(bits, dice.NextBits()));
    }

    [Fact]
    public void Streams_of_neighbours_are_unlike() =>
        Assert.Equal(2000, Enumerable.Range(0, 2000)
            .Select(i => Dice.For(i / 1000, i % 1000).NextBits()).Distinct().Count());

    [Fact]
    public void Order_is_a_permutation() => Gen.Select(Gen.ULong, Gen.Int[0, 50]).Sample((seed, count) =>
        new Dice(seed).Order(count).Order().SequenceEqual(Enumerable.Range(0, count)));

    [Fact]
    public void As_many_are_drawn_as_the_probabilities_sum_to() =>
        Gen.Select(Gen.ULong, Gen.Double[0, 1].Array[0, 60]).Sample((seed, probabilities) =>
        {
            var drawn = new Dice(seed).Draw(probabilities).Count(isDrawn => isDrawn);
            return Math.Abs(drawn - probabilities.Sum()) < 1 + 1e-9;
        });

    [Fact]
    public void Each_is_drawn_as_often_as_its_probability_says()
    {
        double[] probabilities = [0, 0.1, 0.5, 0.9, 1];
        var counts = new int[5];
        for (ulong seed = 0; seed < 4000; seed++)
        {
            var drawn = new Dice(seed).Draw(probabilities);
            for (var i = 0; i < 5; i++)
            {
                counts[i] += drawn[i] ? 1 : 0;
            }
        }

        Assert.Equal(0, counts[0]);
        Assert.Equal(4000, counts[4]);
        Assert.All([1, 2, 3], i => Assert.Equal(probabilities[i], counts[i] / 4000.0, 0.03));
    }

    [Fact]
    public void Gaussians_have_mean_0_and_variance_1()
    {
        var dice = new Dice(5);
        var values = Enumerable.Range(0, 20_000).Select(_ => dice.NextGaussian()).ToList();

        Assert.Equal(0, values.Average(), 0.03);
        Assert.Equal(1, values.Average(value => value * value), 0.04);
    }
}
