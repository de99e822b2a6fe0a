using NoisyLabels.Learning.InstanceGM.Inputs;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>What every part of a training needs and none of them changes.</summary>
internal sealed record TrainingContext(
    TrainingSet Data, InstanceGmOptions Options, RandomStreams Streams, Roles Roles, ViewMaker Views, Device Device)
{
    /// <summary>True where each epoch leaves a checkpoint; the message of a training that stops says so.</summary>
    public bool HasCheckpoint { get; init; }

    /// <summary>Values of inputs as a tensor, [rows, …].</summary>
    public Tensor Inputs(float[] values) =>
        tensor(values, Data.Inputs.Shape.Batch(values.Length / Data.Inputs.Shape.Values), device: Device);

    /// <summary>Given labels, [rows], int64.</summary>
    public Tensor Given(int[] rows) =>
        tensor(Array.ConvertAll(rows, row => (long)Data.Given[row]), ScalarType.Int64, device: Device);

    /// <summary>Given labels, [rows, K], 0 or 1.</summary>
    public Tensor OneHot(int[] rows) => nn.functional.one_hot(Given(rows), Data.Classes).to(ScalarType.Float32);

    /// <summary>Rows of a batch: all that there are if fewer, but two, as a normalisation needs them.</summary>
    public static int Rows(int batchSize, int available) => Math.Max(2, Math.Min(batchSize, available));

    public static int Steps(int batchSize, int available) => Math.Max(1, (available + batchSize - 1) / batchSize);
}
