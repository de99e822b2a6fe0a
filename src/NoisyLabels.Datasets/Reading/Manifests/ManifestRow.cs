namespace NoisyLabels.Datasets.Reading.Manifests;

/// <summary>One image of a manifest, as it stands there.</summary>
/// <param name="Where">For messages: <c>line 3</c>, <c>row 3</c>, <c>task 3</c>; lines and rows count from 1.</param>
/// <param name="Problem">Why it has no label or no file; the label is null then.</param>
internal sealed record ManifestRow(
    string Where, string? FileName, string? Label, string? Split, string? Problem = null);
