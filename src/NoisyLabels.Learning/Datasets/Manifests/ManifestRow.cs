namespace NoisyLabels.Learning.Datasets.Manifests;

/// <summary>One row of a manifest, as it stands there.</summary>
/// <param name="Line">Where it begins, counted from 1.</param>
/// <param name="Problem">Why the row could not be read; the other values are null then.</param>
internal sealed record ManifestRow(long Line, string? FileName, string? Label, string? Split, string? Problem = null);
