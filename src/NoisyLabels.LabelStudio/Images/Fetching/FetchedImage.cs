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

    public static FetchedImage Refused(ImageRefusalKind kind, string message) =>
        new(null, new ImageRefusal(kind, message));
}
