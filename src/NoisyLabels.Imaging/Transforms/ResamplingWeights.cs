namespace NoisyLabels.Imaging.Transforms;

/// <summary>For each target pixel of one axis: which source pixels it takes, and how much of each.</summary>
internal sealed class ResamplingWeights
{
    /// <summary>
    /// Weights are whole numbers of 2^-22: eight bits of pixel, one of sign, one for the overshoot of the cubic.
    /// </summary>
    public const int PrecisionBits = 22;

    private readonly int[] _first;
    private readonly int[] _weights;

    public ResamplingWeights(int source, int target, ResamplingKernel kernel)
    {
        // Pixel i of the target is centred at (i + 1/2) · source / target of the source.
        var scale = (double)source / target;
        // Shrinking widens the kernel to the area that falls into one target pixel.
        var widening = Math.Max(scale, 1);
        var support = (kernel == ResamplingKernel.Bicubic ? 2 : 1) * widening;
        Taps = Math.Min(((int)Math.Ceiling(support) * 2) + 1, source);
        _first = new int[target];
        _weights = new int[target * Taps];
        Span<double> raw = Taps <= 256 ? stackalloc double[Taps] : new double[Taps];

        for (var i = 0; i < target; i++)
        {
            var centre = (i + 0.5) * scale;
            var first = Math.Max((int)(centre - support + 0.5), 0);
            var end = Math.Min((int)(centre + support + 0.5), source);
            // Every target pixel has the same number of taps; those past the source's end move in with weight 0.
            _first[i] = Math.Min(first, source - Taps);
            var shift = first - _first[i];
            var sum = 0.0;
            for (var tap = 0; tap < end - first; tap++)
            {
                raw[tap] = Weight((first + tap - centre + 0.5) * (1 / widening), kernel);
                sum += raw[tap];
            }

            for (var tap = 0; tap < end - first; tap++)
            {
                var weight = raw[tap] / sum * (1 << PrecisionBits);
                _weights[(i * Taps) + shift + tap] = (int)(weight < 0 ? weight - 0.5 : weight + 0.5);
            }
        }
    }

    /// <summary>Source pixels for each target pixel.</summary>
    public int Taps { get; }

    /// <summary>The first source pixel of a target pixel; it and the Taps - 1 after it lie inside the source.</summary>
    public int First(int target) => _first[target];

    public ReadOnlySpan<int> Of(int target) => _weights.AsSpan(target * Taps, Taps);

    private static double Weight(double distance, ResamplingKernel kernel)
    {
        var x = Math.Abs(distance);
        return (kernel, x) switch
        {
            (ResamplingKernel.Triangle, < 1) => 1 - x,
            // Keys 1981: (a + 2)|x|³ - (a + 3)|x|² + 1, then a|x|³ - 5a|x|² + 8a|x| - 4a, with a = -1/2.
            (ResamplingKernel.Bicubic, < 1) => (((1.5 * x) - 2.5) * x * x) + 1,
            (ResamplingKernel.Bicubic, < 2) => (((((-0.5 * x) + 2.5) * x) - 4) * x) + 2,
            _ => 0,
        };
    }
}
