using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM;

/// <summary>
/// Every random number is a function of the seed, what it is for, and where in the training it is needed. So a run that
/// goes on after an interruption draws what it would have drawn, and no state of a generator has to be kept.
/// </summary>
internal sealed class RandomStreams(int seed)
{
    /// <summary>What numbers are drawn for.</summary>
    public enum Purpose
    {
        ClassifierWeights,
        VaeWeights,
        Folds,
        WarmupOrder,
        LabelledOrder,
        UnlabelledOrder,
        VaeOrder,
        Views,
        MixUp,
        Gumbel,
        Latents,
        EvaluationViews,
    }

    /// <param name="where">
    /// Network, epoch, step, image: whatever tells this draw from the others for the same purpose.
    /// </param>
    public ulong SeedOf(Purpose purpose, params ReadOnlySpan<long> where)
    {
        var state = new Dice(((ulong)(uint)seed << 32) | (uint)purpose).NextBits();
        foreach (var part in where)
        {
            state = new Dice(state ^ (ulong)part).NextBits();
        }

        return state;
    }

    public Dice Dice(Purpose purpose, params ReadOnlySpan<long> where) => new(SeedOf(purpose, where));

    public Generator Generator(Purpose purpose, params ReadOnlySpan<long> where) => new(SeedOf(purpose, where));

    public Random Random(Purpose purpose, params ReadOnlySpan<long> where) =>
        new(unchecked((int)SeedOf(purpose, where)));
}
