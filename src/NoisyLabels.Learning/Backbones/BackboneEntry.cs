namespace NoisyLabels.Learning.Backbones;

/// <summary>One line of the list of backbones.</summary>
/// <param name="Name">As <c>--backbone</c> takes it.</param>
/// <param name="Path">The ONNX file.</param>
/// <param name="IsBuiltIn">True for the one that comes with the program; it cannot be removed.</param>
/// <param name="IsDefault">True for the one that is used where none is named.</param>
/// <param name="License">SPDX name, where stated.</param>
/// <param name="Size">Side in pixels that it was trained with; null without a description.</param>
/// <param name="Dimension">Features an image; null without a description.</param>
/// <param name="Problem">Why it cannot be used; null where its description is sound.</param>
public sealed record BackboneEntry(
    string Name,
    string Path,
    bool IsBuiltIn,
    bool IsDefault,
    string? License,
    int? Size,
    int? Dimension,
    string? Problem);
