namespace NoisyLabels.Server.Api;

/// <param name="ModelVersion">Whose judgement it is; a page of another version does not continue this one.</param>
/// <param name="Items">Worst label first.</param>
/// <param name="Next">To be given as <c>after</c> for the next page; null on the last.</param>
internal sealed record CorrectionPage(
    string Project, string ModelVersion, string Control, IReadOnlyList<CorrectionItem> Items, string? Next);
