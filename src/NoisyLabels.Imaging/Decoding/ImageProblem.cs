namespace NoisyLabels.Imaging.Decoding;

/// <summary>Why a file gives no picture.</summary>
/// <param name="Kind">For programs and counts.</param>
/// <param name="Message">One sentence for a person; it does not name the file.</param>
public sealed record ImageProblem(ImageProblemKind Kind, string Message);
