using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Images;

/// <summary>Images that stand in the task itself: <c>data:image/png;base64,…</c>, or base64 alone.</summary>
internal static class InlineImageReader
{
    /// <summary>First bytes of JPEG, PNG, GIF, BMP, TIFF (both orders) and RIFF (WebP).</summary>
    private static readonly byte[][] Signatures =
    [
        [0xFF, 0xD8, 0xFF], [0x89, 0x50, 0x4E, 0x47], "GIF8"u8.ToArray(), "BM"u8.ToArray(), "II*\0"u8.ToArray(),
        "MM\0*"u8.ToArray(), "RIFF"u8.ToArray(),
    ];

    public static Reading<ImageLocation> Read(string text)
    {
        if (text.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            return DataUrl(text);
        }

        return Bytes(text) is { } bytes && Signatures.Any(signature => bytes.AsSpan().StartsWith(signature))
            ? Of(bytes)
            : Readings.Refuse<ImageLocation>(
                "The image's address is neither a path of Label Studio, nor a web address, nor an image in base64.");
    }

    private static Reading<ImageLocation> DataUrl(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
        {
            return Readings.Refuse<ImageLocation>("The image's data: address has no comma, and so no data.");
        }

        var head = text[..comma];
        var bytes = head.EndsWith(";base64", StringComparison.OrdinalIgnoreCase)
            ? Bytes(Uri.UnescapeDataString(text[(comma + 1)..]))
            : Encoding.Latin1.GetBytes(Uri.UnescapeDataString(text[(comma + 1)..]));
        return bytes is { Length: > 0 }
            ? Of(bytes)
            : Readings.Refuse<ImageLocation>("The image's data: address holds no base64 that can be read.");
    }

    private static byte[]? Bytes(string text) =>
        Base64.IsValid(text) ? Convert.FromBase64String(text)
        : Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text)
        : null;

    private static Reading<ImageLocation> Of(byte[] bytes) =>
        Readings.Of<ImageLocation>(
            new InlineImage($"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}", bytes));
}
