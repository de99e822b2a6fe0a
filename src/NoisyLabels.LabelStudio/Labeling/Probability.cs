namespace NoisyLabels.LabelStudio.Labeling;

internal static class Probability
{
    /// <summary>From 0 to 1; what is no number is 0.</summary>
    public static double Clamped(double value) => double.IsNaN(value) ? 0 : Math.Clamp(value, 0, 1);
}
