namespace NoisyLabels.Imaging.Decoding;

/// <summary>Tells what a file is from its first bytes.</summary>
internal static class ContentSniffer
{
    /// <summary>Tells the image format of the content; null where it is none that is read.</summary>
    public static ContainerFormat? DetectFormat(ReadOnlySpan<byte> content) => content switch
    {
        [0xFF, 0xD8, 0xFF, ..] => ContainerFormat.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => ContainerFormat.Png,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => ContainerFormat.Gif,
        _ when content.StartsWith("RIFF"u8) && content.Length >= 12 && content[8..].StartsWith("WEBP"u8) =>
            ContainerFormat.WebP,
        [(byte)'B', (byte)'M', ..] when IsBitmap(content) => ContainerFormat.Bmp,
        [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..] => ContainerFormat.Tiff,
        _ => null,
    };

    /// <summary>Says what is wrong with content in none of the formats that are read.</summary>
    public static ImageProblem Explain(ReadOnlySpan<byte> content)
    {
        if (DetectUnreadFormat(content) is { } format)
        {
            return new ImageProblem(
                ImageProblemKind.Unsupported,
                $"The file is a {format} image, which is not supported: convert it to PNG or JPEG.");
        }

        if (IsBeginning(content))
        {
            return new ImageProblem(ImageProblemKind.Truncated, "The file ends within the first bytes of an image.");
        }

        var what = DetectOtherContent(content) is { } other
            ? $"it holds {other}"
            : "its content has no known image format";
        return new ImageProblem(ImageProblemKind.NotAnImage, $"The file is not an image: {what}.");
    }

    private static string? DetectUnreadFormat(ReadOnlySpan<byte> content)
    {
        if (content.Length >= 12 && content[4..].StartsWith("ftyp"u8))
        {
            var brand = content.Slice(8, 4);
            return brand.StartsWith("avi"u8) ? "AVIF"
                : brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) || brand.SequenceEqual("mif1"u8) ? "HEIC"
                : null;
        }

        return content switch
        {
            [0xFF, 0x0A, ..] or [0, 0, 0, 12, (byte)'J', (byte)'X', (byte)'L', (byte)' ', ..] => "JPEG XL",
            [0xFF, 0x4F, 0xFF, 0x51, ..] or [0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' ', ..] =>
                "JPEG 2000",
            [(byte)'8', (byte)'B', (byte)'P', (byte)'S', ..] => "Photoshop",
            [0, 0, 1, 0, ..] => "Windows icon",
            [(byte)'P', >= (byte)'1' and <= (byte)'7', (byte)'\n' or (byte)' ' or (byte)'\r', ..] => "PNM",
            _ when ReadText(content).Contains("<svg", StringComparison.OrdinalIgnoreCase) => "SVG",
            _ => null,
        };
    }

    private static string? DetectOtherContent(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("%PDF"u8))
        {
            return "a PDF document";
        }

        if (content.StartsWith("PK\x03\x04"u8) || content is [0x1F, 0x8B, ..])
        {
            return "an archive";
        }

        if (!content.ContainsAnyExcept((byte)0))
        {
            return "only zero bytes";
        }

        var text = ReadText(content);
        return text.Contains("<html", StringComparison.OrdinalIgnoreCase)
            || text.Contains("<!doctype", StringComparison.OrdinalIgnoreCase) ? "a web page"
            : text.Length > 0 ? "text"
            : null;
    }

    /// <summary>Reads the first kilobyte as text; empty where it is none.</summary>
    private static string ReadText(ReadOnlySpan<byte> content)
    {
        var head = content[..Math.Min(content.Length, 1024)];
        foreach (var value in head)
        {
            if (value < 0x20 && value is not ((byte)'\t' or (byte)'\n' or (byte)'\r'))
            {
                return "";
            }
        }

        // A cut may split the last character; Latin-1 text is not UTF-8 and is taken for binary, which does no harm.
        var text = System.Text.Encoding.UTF8.GetString(head);
        return text.AsSpan(0, Math.Max(text.Length - 1, 0)).Contains('\uFFFD') ? "" : text;
    }

    /// <summary>True where the content is only a piece of an image's signature.</summary>
    private static bool IsBeginning(ReadOnlySpan<byte> content) =>
        content.Length < 12
        && (((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]).StartsWith(content)
            || ((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]).StartsWith(content)
            || content.StartsWith("RIFF"u8));

    /// <summary>"BM" may begin any text; a bitmap's info header has one of few sizes.</summary>
    private static bool IsBitmap(ReadOnlySpan<byte> content) =>
        content.Length < 18 || content[14..18] is [12 or 16 or 40 or 52 or 56 or 64 or 108 or 124, 0, 0, 0];
}

/// <summary>The file formats that are read.</summary>
internal enum ContainerFormat
{
    Jpeg,
    Png,
    Gif,
    WebP,
    Bmp,
    Tiff,
}
