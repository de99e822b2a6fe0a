namespace NoisyLabels.Learning.Backbones;

/// <summary>What a backbone wants to be fed: each value is (scaled byte − mean) / std of its colour.</summary>
public sealed record BackboneInput
{
    /// <summary>Name of the graph's input.</summary>
    public required string Name { get; init; }

    public required PixelLayout Layout { get; init; }

    public required ColorOrder Color { get; init; }

    /// <summary>Side in pixels that the backbone was trained with.</summary>
    public required int Size { get; init; }

    /// <summary>
    /// True where any side may be used (most backbones then want a multiple of 32), not <see cref="Size"/> alone.
    /// </summary>
    public required bool DynamicSize { get; init; }

    /// <summary>[3] means, in the order of <see cref="Color"/>, on the scale of <see cref="Scale"/>.</summary>
    public required IReadOnlyList<double> Mean { get; init; }

    /// <summary>
    /// [3] standard deviations, above 0, in the order of <see cref="Color"/>, on the scale of <see cref="Scale"/>.
    /// </summary>
    public required IReadOnlyList<double> Std { get; init; }

    public required PixelScale Scale { get; init; }
}
