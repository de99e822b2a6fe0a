using System.Security.Cryptography;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Cli.Importing;

/// <summary>An image of the dataset with the hash of its bytes.</summary>
internal sealed record HashedImage(DatasetItem Item, string Sha256)
{
    /// <exception cref="IOException">It cannot be read (any more).</exception>
    public static async Task<HashedImage> ReadAsync(DatasetItem item, CancellationToken token)
    {
        await using var stream = new FileStream(
            item.FullPath, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous);
        return new HashedImage(item, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, token)));
    }
}
