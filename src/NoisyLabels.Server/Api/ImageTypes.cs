namespace NoisyLabels.Server.Api;

/// <summary>The media type of an image by its first bytes; SVG is none of them, because it may hold scripts.</summary>
internal static class ImageTypes
{
    public static string? Of(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : bytes is [0x89, (byte)'P', (byte)'N', (byte)'G', ..] ? "image/png"
        : bytes.StartsWith("GIF8"u8) ? "image/gif"
        : bytes.StartsWith("BM"u8) ? "image/bmp"
        : bytes.StartsWith("RIFF"u8) && bytes.Length > 12 && bytes[8..12].SequenceEqual("WEBP"u8) ? "image/webp"
        : bytes is [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] ? "image/tiff"
        : null;
}
