namespace NoisyLabels.Learning.Backbones;

/// <summary>A backbone as found in a folder; its ONNX file has not been opened.</summary>
/// <param name="Name">From the description, else the file's name without its extension.</param>
/// <param name="ModelPath">The ONNX file.</param>
/// <param name="DescriptorPath">The description, if there is one.</param>
/// <param name="Descriptor">What it says; null without one, and where it is not sound.</param>
/// <param name="Problem">One sentence where it cannot be used.</param>
internal sealed record ShelvedBackbone(
    string Name,
    string ModelPath,
    string? DescriptorPath,
    BackboneDescriptor? Descriptor,
    string? Problem);
