using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NoisyLabels.Learning.InstanceGM.Inputs;

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
