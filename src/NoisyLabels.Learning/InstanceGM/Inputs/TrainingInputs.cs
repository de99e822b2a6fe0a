using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NoisyLabels.Learning.InstanceGM.Inputs;

/// <summary>What networks learn from: N images or vectors of features. Safe for many threads.</summary>
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

/// <summary>Shape of one input: an image [C, H, W], or a vector of D frozen features.</summary>
/// <param name="Channels">C, or D for a vector.</param>
/// <param name="Height">H; 0 for a vector.</param>
/// <param name="Width">W; 0 for a vector.</param>
internal readonly record struct InputShape(int Channels, int Height, int Width)
{
    /// <summary>The classifier halves an image three times; less than 8 pixels leave nothing of it.</summary>
    public const int MinSide = 8;

    public bool IsImage => Height > 0;

    /// <summary>Numbers in one input.</summary>
    public int Values => IsImage ? Channels * Height * Width : Channels;

    public static InputShape Vector(int dimension) => new(dimension, 0, 0);

    /// <summary>[N, C, H, W] or [N, D].</summary>
    public long[] Batch(int rows) => IsImage ? [rows, Channels, Height, Width] : [rows, Channels];
}

/// <summary>Inputs with their given labels.</summary>
/// <param name="Given">[N] given labels, 0 to K − 1.</param>
/// <param name="Classes">K.</param>
internal sealed record TrainingSet(TrainingInputs Inputs, int[] Given, int Classes)
{
    public int Count => Given.Length;

    /// <summary>Tells this set from any other: SHA-256 over shape, labels and inputs, in hex.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        int[] head = [Classes, Inputs.Shape.Channels, Inputs.Shape.Height, Inputs.Shape.Width, Count];
        hash.AppendData(MemoryMarshal.AsBytes(head.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(Given.AsSpan()));
        hash.AppendData(Inputs.Hash());
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <exception cref="UserErrorException">Nothing can be learned from it; the message says why.</exception>
    public void RequireUsable()
    {
        if (Inputs.Count != Count)
        {
            throw new ArgumentException($"There are {Inputs.Count} inputs and {Count} labels.");
        }

        if (Given.Distinct().Count() < 2)
        {
            throw new UserErrorException(
                "All images have the same label, so there is nothing that it could be confused with: "
                + "InstanceGM needs two classes or more.");
        }
    }
}
