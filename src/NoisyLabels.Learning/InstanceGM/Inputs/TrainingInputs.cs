using NoisyLabels.Learning.InstanceGM.Networks;

namespace NoisyLabels.Learning.InstanceGM.Inputs;

/// <summary>What networks are trained on: N images or vectors of features. Safe for many threads.</summary>
internal abstract class TrainingInputs
{
    /// <summary>N.</summary>
    public abstract int Count { get; }

    public abstract InputShape Shape { get; }

    /// <summary>Bytes of memory that the inputs take.</summary>
    public abstract long Bytes { get; }

    /// <summary>One input as it is, values from 0 to 1.</summary>
    public abstract void Write(int index, Span<float> target);

    /// <summary>A random view of one input, values from 0 to 1.</summary>
    public abstract void WriteView(int index, Dice dice, Span<float> target);

    /// <summary>SHA-256 of all inputs, to recognise them again.</summary>
    public abstract byte[] Hash();
}
