namespace NoisyLabels.Imaging.Decoding.Containers;

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
