using System.Security.Cryptography;
using System.Text;
using NoisyLabels.Learning.Features;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Datasets.Results;

/// <summary>
/// One number for a state of a dataset: it changes when a name, an image's content or a given label does.
/// </summary>
internal static class SnapshotHash
{
    /// <returns>SHA-256 of <c>file_name NUL sha256 NUL label LF</c> of each image; 64 hexadecimal digits.</returns>
    public static string Of(
        IReadOnlyList<DatasetItem> items, IReadOnlyList<ImageFacts> facts, IReadOnlyList<string> classes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < items.Count; i++)
        {
            var line = $"{items[i].FileName}\0{facts[i].Sha256}\0{classes[items[i].GivenLabel]}\n";
            hash.AppendData(Encoding.UTF8.GetBytes(line));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
