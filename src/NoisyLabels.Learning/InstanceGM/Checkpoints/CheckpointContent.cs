using System.Runtime.InteropServices;
using NoisyLabels.Learning.InstanceGM.Training;
using NoisyLabels.Learning.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Checkpoints;

/// <summary>The state of a run as bytes, in one order for writing and reading.</summary>
internal static class CheckpointContent
{
    public static void Write(BinaryWriter writer, TrainingRun run)
    {
        var state = run.State;
        writer.Write(state.Epoch);
        writer.Write(state.LabelledShare);
        writer.Write(state.Judgements.Evaluations);
        foreach (var twin in run.Networks.Both)
        {
            writer.Write(state.VaePosition[twin.Index]);
            Write(writer, state.Judgements.Probabilities(twin.Index).Values);
            var losses = state.Judgements.Losses(twin.Index);
            writer.Write(losses.Count);
            foreach (var epoch in losses)
            {
                Write(writer, epoch);
            }

            Write(writer, twin.Classifier);
            Write(writer, twin.Vae);
            twin.ClassifierOptimizer.save_state_dict(writer);
            twin.VaeOptimizer.save_state_dict(writer);
        }
    }

    /// <summary>To be called outside all dispose scopes, as the optimisers keep what they read.</summary>
    public static void Read(BinaryReader reader, TrainingRun run)
    {
        var state = run.State;
        state.Epoch = reader.ReadInt32();
        state.LabelledShare = reader.ReadDouble();
        state.Judgements.Evaluations = reader.ReadInt32();
        foreach (var twin in run.Networks.Both)
        {
            state.VaePosition[twin.Index] = reader.ReadInt64();
            FloatMatrix probabilities = state.Judgements.Probabilities(twin.Index);
            Read(reader, probabilities.Values);
            var losses = state.Judgements.Losses(twin.Index);
            losses.Clear();
            for (var left = reader.ReadInt32(); left > 0; left--)
            {
                var epoch = new double[probabilities.Rows];
                Read(reader, epoch);
                losses.Enqueue(epoch);
            }

            Read(reader, twin.Classifier);
            Read(reader, twin.Vae);
            using var frozen = no_grad();
            twin.ClassifierOptimizer.load_state_dict(reader);
            twin.VaeOptimizer.load_state_dict(reader);
        }
    }

    private static void Write(BinaryWriter writer, nn.Module module)
    {
        foreach (var (name, tensor) in module.state_dict())
        {
            writer.Write(name);
            tensor.Save(writer);
        }
    }

    private static void Read(BinaryReader reader, nn.Module module)
    {
        using var frozen = no_grad();
        foreach (var (name, tensor) in module.state_dict())
        {
            if (reader.ReadString() != name)
            {
                throw new InvalidDataException($"Where the weights '{name}' should stand there is something else.");
            }

            tensor.Load(reader);
        }
    }

    private static void Write<T>(BinaryWriter writer, T[] values)
        where T : unmanaged => writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));

    private static void Read<T>(BinaryReader reader, T[] values)
        where T : unmanaged => reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
}
