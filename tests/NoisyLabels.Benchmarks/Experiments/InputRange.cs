using NoisyLabels.Learning.InstanceGM.Inputs;

namespace NoisyLabels.Benchmarks.Experiments;

/// <summary>Some of the inputs that were made together, as features that share their scale.</summary>
internal sealed class InputRange(TrainingInputs whole, int start, int count) : TrainingInputs
{
    public override int Count => count;

    public override InputShape Shape => whole.Shape;

    public override long Bytes => whole.Bytes * count / whole.Count;

    public override void Write(int index, Span<float> target) => whole.Write(start + index, target);

    public override void WriteView(int index, Dice dice, Span<float> target) =>
        whole.WriteView(start + index, dice, target);

    public override byte[] Hash() => [.. whole.Hash(), .. BitConverter.GetBytes(start), .. BitConverter.GetBytes(count)];
}
