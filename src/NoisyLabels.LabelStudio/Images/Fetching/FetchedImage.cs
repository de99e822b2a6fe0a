using System.Diagnostics.CodeAnalysis;

namespace NoisyLabels.LabelStudio.Images.Fetching;

/// <summary>The bytes of an image, or why there are none.</summary>
public sealed record FetchedImage
{
    private FetchedImage(byte[]? bytes, ImageRefusal? refusal)
    {
        Bytes = bytes;
        Refusal = refusal;
    }

    public byte[]? Bytes { get; }

    public ImageRefusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Bytes))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsImage => Bytes is not null;

    internal static FetchedImage Of(byte[] bytes) => new(bytes, null);

    public static FetchedImage Refuse(ImageRefusalKind kind, string message) =>
        new(null, new ImageRefusal(kind, message));
}

/// <param name="Kind">For programs: what can be done about it.</param>
/// <param name="Message">One sentence, without secrets: signed addresses lose their query.</param>
public sealed record ImageRefusal(ImageRefusalKind Kind, string Message)
{
    /// <summary>Asking again later may help.</summary>
    public bool MayPass => Kind is ImageRefusalKind.Failed;
}

/// <summary>Why an image could not be fetched.</summary>
public enum ImageRefusalKind
{
    /// <summary>Images are not fetched from its host or network.</summary>
    NotAllowed,

    /// <summary>It is not there.</summary>
    Gone,

    /// <summary>It has more bytes than are fetched.</summary>
    TooLarge,

    /// <summary>Something is there, but no image.</summary>
    NoImage,

    /// <summary>Label Studio, or the host, does not give it to the configured key.</summary>
    KeyRefused,

    /// <summary>The other side failed, was too slow, or is not reachable; it may work later.</summary>
    Failed,
}
