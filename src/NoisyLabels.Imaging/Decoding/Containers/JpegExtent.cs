namespace NoisyLabels.Imaging.Decoding.Containers;

/// <summary>How far a JPEG file reaches.</summary>
internal enum JpegExtent
{
    /// <summary>The end marker is there.</summary>
    Complete,

    /// <summary>
    /// One sequential scan without the end marker. Some cameras and tools leave only the marker out; whether data are
    /// missing, too, shows when the scan is decoded.
    /// </summary>
    NoEndMarker,

    /// <summary>Data are missing.</summary>
    Truncated,
}
