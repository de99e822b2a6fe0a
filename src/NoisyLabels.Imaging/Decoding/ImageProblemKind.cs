namespace NoisyLabels.Imaging.Decoding;

/// <summary>Why a file gives no picture.</summary>
public enum ImageProblemKind
{
    /// <summary>Zero bytes.</summary>
    Empty,

    /// <summary>The content is something else: text, a web page, an archive, anything.</summary>
    NotAnImage,

    /// <summary>An image in a format, or with a feature, that is not read here.</summary>
    Unsupported,

    /// <summary>The file ends before the picture does: a download or a copy that broke off.</summary>
    Truncated,

    /// <summary>The content contradicts itself.</summary>
    Corrupt,

    /// <summary>
    /// Over a limit of <see cref="DecodeOptions"/>; found from the header, before any pixel is decoded.
    /// </summary>
    TooLarge,
}
