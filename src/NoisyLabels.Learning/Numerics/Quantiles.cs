namespace NoisyLabels.Learning.Numerics;

/// <summary>Quantiles with linear interpolation between the two nearest values, NumPy's default.</summary>
public static class Quantiles
{
    /// <summary>The value below which a share, 0 to 1, of the ascending values lies; there must be at least
    /// one.</summary>
    public static double OfSorted(ReadOnlySpan<double> ascending, double share)
    {
        var place = share * (ascending.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, ascending.Length - 1);
        return ascending[below] + ((place - below) * (ascending[above] - ascending[below]));
    }
}
