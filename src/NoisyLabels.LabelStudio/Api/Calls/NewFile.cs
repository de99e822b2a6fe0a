namespace NoisyLabels.LabelStudio.Api.Calls;

/// <param name="Name">
/// Label Studio puts eight hex digits and a dash before it, and keeps only letters, digits, dots, dashes and
/// underscores of it.
/// </param>
/// <param name="Content">The whole file.</param>
public sealed record NewFile(string Name, ReadOnlyMemory<byte> Content);
