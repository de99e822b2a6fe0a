namespace NoisyLabels.Learning.InstanceGM.Losses;

/// <summary>The weight of the unlabelled loss grows, as the guesses are bad at first.</summary>
internal static class RampUp
{
    // λ_u(t) = λ_u · clip( (t − warm-up) / ramp, 0, 1 ),   t in epochs, with the fraction of the running one
    public static double Weight(double most, double epoch, int warmupEpochs, double rampEpochs) =>
        rampEpochs > 0
            ? most * Math.Clamp((epoch - warmupEpochs) / rampEpochs, 0, 1)
            : epoch >= warmupEpochs ? most : 0;
}
