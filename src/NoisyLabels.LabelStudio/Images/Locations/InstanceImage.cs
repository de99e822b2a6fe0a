namespace NoisyLabels.LabelStudio.Images.Locations;

/// <summary>The Label Studio gives it, with our key, or redirects to a store.</summary>
/// <param name="Key">Its address in tasks: <c>/data/upload/…</c>, <c>/data/local-files/?d=…</c>, <c>s3://…</c>.</param>
/// <param name="Paths">Below the address of Label Studio; the second is asked when the first has nothing.</param>
/// <param name="LocalPath">Below the folder of local files; null for others.</param>
public sealed record InstanceImage(string Key, IReadOnlyList<string> Paths, string? LocalPath = null)
    : ImageLocation(Key);
