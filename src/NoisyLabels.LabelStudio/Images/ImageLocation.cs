namespace NoisyLabels.LabelStudio.Images;

/// <summary>Where an image lies.</summary>
/// <param name="Key">
/// What caches go by: the same for one image of a project however a task spells its address. It may be long.
/// </param>
public abstract record ImageLocation(string Key);

/// <summary>Label Studio serves it to the configured key, or redirects to a store.</summary>
/// <param name="Key">Its address in tasks: <c>/data/upload/…</c>, <c>/data/local-files/?d=…</c>, <c>s3://…</c>.</param>
/// <param name="Paths">Below the address of Label Studio, to be asked in turn until one has the image.</param>
/// <param name="LocalPath">Below the folder of local files; null for images that lie elsewhere.</param>
public sealed record InstanceImage(string Key, IReadOnlyList<string> Paths, string? LocalPath = null)
    : ImageLocation(Key);

/// <summary>It lies on the web and is fetched without a key.</summary>
public sealed record WebImage(string Key, Uri Address) : ImageLocation(Key);

/// <summary>The task holds the image itself.</summary>
public sealed record InlineImage(string Key, ReadOnlyMemory<byte> Bytes) : ImageLocation(Key);
