using System.Runtime.InteropServices;
using NoisyLabels.Imaging.Decoding.Containers;
using NoisyLabels.Imaging.Transforms;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Memory;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;

namespace NoisyLabels.Imaging.Decoding;

/// <summary>
/// The only class that decodes by ImageSharp. It throws what ImageSharp throws. Safe for many threads.
/// </summary>
internal sealed class Codec
{
    /// <summary>What a scan may be continued with to see whether it was whole: two patterns without an FF.</summary>
    private static readonly byte[][] _scanTails =
        [[.. Enumerable.Repeat((byte)0x00, 256)], [.. Enumerable.Repeat((byte)0xAA, 256)]];

    private readonly JpegDecoder _jpeg = new() { IgnoreMetadata = true };
    private readonly PngDecoder _png = new() { IgnoreMetadata = true };
    private readonly GifDecoder _gif = new() { IgnoreMetadata = true, DecodingMode = FrameDecodingMode.First };
    private readonly WebpDecoder _webp = new() { IgnoreMetadata = true };
    private readonly BmpDecoder _bmp = new();
    private readonly TiffDecoder _tiff = new() { IgnoreMetadata = true, DecodingMode = FrameDecodingMode.First };
    private readonly Configuration _configuration;
    private readonly ResamplingKernel _kernel;

    public Codec(DecodeOptions options)
    {
        _kernel = options.Kernel;
        _configuration = new Configuration(
            new JpegConfigurationModule(),
            new PngConfigurationModule(),
            new GifConfigurationModule(),
            new WebpConfigurationModule(),
            new BmpConfigurationModule(),
            new TiffConfigurationModule())
        {
            // Images are decoded side by side; one image is one thread's work.
            MaxDegreeOfParallelism = 1,
            PreferContiguousImageBuffers = true,
            MemoryAllocator = MemoryAllocator.Create(new MemoryAllocatorOptions
            {
                // Enough to reuse the buffers of photographs; what is larger goes back to the system at once.
                MaximumPoolSizeMegabytes = 64,
                // Eight bytes a pixel is the most that any format needs in one piece.
                AllocationLimitMegabytes = (int)Math.Clamp(options.MaxPixels * 8 >> 20, 16, 8192),
            }),
        };
    }

    /// <summary>Reads size and orientation from the header, without decoding a pixel.</summary>
    public SourceInfo Identify(byte[] content, ContainerFormat format)
    {
        if (format == ContainerFormat.WebP && WebPContainer.FirstFrame(content) is { } frame)
        {
            // The limits look at the canvas, so nothing may be larger.
            RequireSize(frame.Content, frame.Width, frame.Height);
            return frame.LiesInside
                ? new SourceInfo(frame.CanvasWidth, frame.CanvasHeight, Orientation.Upright)
                : throw new InvalidImageContentException("The frame lies outside its canvas.");
        }

        var info = Image.Identify(_configuration, content, out _)
            ?? throw new UnknownImageFormatException("No decoder knows the content.");
        if (format == ContainerFormat.WebP)
        {
            RequireSize(content, info.Width, info.Height);
        }

        var orientation = format == ContainerFormat.Tiff
            ? TiffContainer.ReadOrientation(content)
            : info.Metadata.ExifProfile?.GetValue(ExifTag.Orientation)?.Value ?? Orientation.Upright;
        return new SourceInfo(info.Width, info.Height, orientation);
    }

    /// <summary>Decodes the first frame, as it lies in the file, on white, in each of the sizes.</summary>
    public RgbImage[] Load(byte[] content, ContainerFormat format, (int Width, int Height)[] sizes) =>
        format switch
        {
            ContainerFormat.Jpeg => Load<Rgb24>(content, _jpeg, sizes),
            ContainerFormat.WebP when WebPContainer.FirstFrame(content) is { } frame =>
                LoadFrame(frame, sizes),
            ContainerFormat.WebP => Load<Rgba32>(content, _webp, sizes),
            ContainerFormat.Png => Load<Rgba32>(content, _png, sizes),
            ContainerFormat.Gif => Load<Rgba32>(content, _gif, sizes),
            ContainerFormat.Bmp => Load<Rgba32>(content, _bmp, sizes),
            _ => Load<Rgba32>(content, _tiff, sizes),
        };

    /// <summary>
    /// Decodes a JPEG of one sequential scan that lacks its end marker; null where data are missing, too. It decodes
    /// the scan with two different continuations, which can make a difference only where pixels are missing.
    /// </summary>
    public RgbImage[]? LoadWithoutEndMarker(byte[] content, SourceInfo source, (int Width, int Height)[] sizes)
    {
        var pictures = _scanTails
            .Select(tail => Load<Rgb24>([.. content, .. tail, 0xFF, 0xD9], _jpeg, [(source.Width, source.Height)])[0])
            .ToArray();
        return pictures[0].Pixels.AsSpan().SequenceEqual(pictures[1].Pixels)
            ? Resize(pictures[0], sizes)
            : null;
    }

    private static void RequireSize(byte[] webP, int width, int height)
    {
        if (WebPContainer.PictureSize(webP) != (width, height))
        {
            throw new InvalidImageContentException("The header tells another size than the picture.");
        }
    }

    private RgbImage[] Resize(RgbImage picture, (int Width, int Height)[] sizes) =>
        [.. sizes.Select(size => Resampler.Resize(picture, size.Width, size.Height, _kernel))];

    private RgbImage[] LoadFrame(WebPFrame frame, (int Width, int Height)[] sizes)
    {
        var picture = Load<Rgba32>(frame.Content, _webp, [(frame.Width, frame.Height)])[0];
        var whole = frame.FillsCanvas
            ? picture
            : WhiteBackground.Place(picture, frame.Left, frame.Top, frame.CanvasWidth, frame.CanvasHeight);
        return Resize(whole, sizes);
    }

    private RgbImage[] Load<TPixel>(byte[] content, IImageDecoder decoder, (int Width, int Height)[] sizes)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        using var image = Image.Load<TPixel>(_configuration, content, decoder);
        if (!image.DangerousTryGetSinglePixelMemory(out var memory))
        {
            throw new InvalidMemoryOperationException("The picture does not fit into one piece of memory.");
        }

        var bytes = MemoryMarshal.AsBytes(memory.Span);
        var pixels = typeof(TPixel) == typeof(Rgba32) ? WhiteBackground.Compose(bytes) : bytes;
        var pictures = new RgbImage[sizes.Length];
        for (var i = 0; i < sizes.Length; i++)
        {
            pictures[i] = Resampler.Resize(pixels, image.Width, image.Height, sizes[i].Width, sizes[i].Height, _kernel);
        }

        return pictures;
    }
}

/// <summary>What a file's header says.</summary>
/// <param name="Width">In pixels, as stored.</param>
/// <param name="Height">In pixels, as stored.</param>
/// <param name="Orientation">How the picture lies in the file, 1 to 8.</param>
internal readonly record struct SourceInfo(int Width, int Height, int Orientation)
{
    public int UprightWidth => Transforms.Orientation.SwapsSides(Orientation) ? Height : Width;

    public int UprightHeight => Transforms.Orientation.SwapsSides(Orientation) ? Width : Height;
}
