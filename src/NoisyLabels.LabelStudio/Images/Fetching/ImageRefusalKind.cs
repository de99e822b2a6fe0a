namespace NoisyLabels.LabelStudio.Images.Fetching;

/// <summary>Why an image could not be had.</summary>
public enum ImageRefusalKind
{
    /// <summary>Its host or network is not one that images are fetched from.</summary>
    NotAllowed,

    /// <summary>It is not there.</summary>
    Gone,

    /// <summary>It has too many bytes.</summary>
    TooLarge,

    /// <summary>What is there is no image.</summary>
    NoImage,

    /// <summary>Label Studio refuses our key.</summary>
    KeyRefused,

    /// <summary>The other side failed, was too slow, or is not reachable; it may work later.</summary>
    Failed,
}
