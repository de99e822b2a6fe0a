namespace NoisyLabels.Common;

/// <summary>
/// Random numbers that are the same in every version of .NET (SplitMix64; Steele, Lea, Flood 2014). Each image has a
/// stream of its own, so that images can be made side by side in any order.
/// </summary>
public sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The stream of one thing among many that share a seed.</summary>
    public static Dice For(int seed, int index) =>
        new(new Dice(((ulong)(uint)seed << 32) | (uint)index).NextBits());

    public ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>0 (included) to 1 (excluded).</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    public float Between(float low, float high) => low + ((high - low) * (float)NextDouble());

    /// <summary>0 (included) to end (excluded).</summary>
    public int Below(int end) => (int)(NextDouble() * end);

    public bool Chance(double probability) => NextDouble() < probability;

    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    /// <summary>Normal with mean 0 and variance 1 (Box and Muller).</summary>
    public double NextGaussian() =>
        Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>0 to count - 1 in random order (Fisher and Yates).</summary>
    public int[] Order(int count)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            var other = Below(i + 1);
            (order[i], order[other]) = (order[other], i);
        }

        return order;
    }

    /// <summary>
    /// Draws with the given probabilities so that the number drawn is their sum, rounded up or down: systematic
    /// sampling in random order. Each one's chance is its probability, but the count has hardly any luck in it.
    /// </summary>
    public bool[] Draw(IReadOnlyList<double> probabilities)
    {
        var drawn = new bool[probabilities.Count];
        var mark = NextDouble();
        foreach (var i in Order(probabilities.Count))
        {
            mark -= probabilities[i];
            if (mark < 0)
            {
                drawn[i] = true;
                mark += 1;
            }
        }

        return drawn;
    }
}
