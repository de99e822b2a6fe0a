using System.Security.Cryptography;
using System.Text;
using NoisyLabels.Learning.Backbones;

namespace NoisyLabels.Learning.Features.Caching;

/// <summary>Makes the keys under which the features of one backbone and size are kept.</summary>
internal sealed class FeatureKey(Backbone backbone, int size)
{
    /// <summary>Goes up when decoding, resizing or encoding changes: features made before then count no more.</summary>
    public const int PipelineVersion = 2;

    private readonly byte[] _recipe =
        SHA256.HashData(Encoding.ASCII.GetBytes($"{PipelineVersion}\n{size}\n{backbone.Fingerprint()}"));

    /// <summary>SHA-256 of the recipe followed by the SHA-256 of the file's content.</summary>
    public byte[] For(ReadOnlySpan<byte> contentSha256) => SHA256.HashData([.. _recipe, .. contentSha256]);
}
