namespace NoisyLabels.Datasets.Results;

/// <summary>Which encoder made the features of a run.</summary>
/// <param name="Name">As <c>--backbone</c> takes it.</param>
/// <param name="Sha256">Of its ONNX file, 64 hexadecimal digits in lower case.</param>
/// <param name="Sizes">Edge lengths of the input in pixels; features of several are combined.</param>
/// <param name="Dimension">D, the length of a row of features.npy.</param>
public sealed record BackboneInfo(string Name, string Sha256, IReadOnlyList<int> Sizes, int Dimension);
