namespace NoisyLabels.Server.Api;

/// <param name="Control">The control that the labels are of; null when the project has no single choice.</param>
/// <param name="ModelVersion">The version that judged them; null before the first.</param>
/// <param name="Items">Worst label first.</param>
/// <param name="Next">For the parameter <c>after</c> of the next page; null on the last one.</param>
internal sealed record CorrectionPage(
    string? Control, string? ModelVersion, IReadOnlyList<Correction> Items, string? Next);
