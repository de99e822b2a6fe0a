namespace NoisyLabels.Learning.Backbones;

/// <summary>Where backbones are looked for and kept.</summary>
public sealed record BackboneOptions
{
    /// <summary>
    /// From the environment: NOISYLABELS_BACKBONES (folders, separated as in PATH), NOISYLABELS_HOME and
    /// NOISYLABELS_CACHE.
    /// </summary>
    public static BackboneOptions FromEnvironment() => new()
    {
        SearchFolders = [.. (Environment.GetEnvironmentVariable("NOISYLABELS_BACKBONES") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
    };

    /// <value>
    /// Further folders with ONNX files; they are never written to, and come before the data folder. The default is
    /// none.
    /// </value>
    public IReadOnlyList<string> SearchFolders { get; init; } = [];

    /// <value>
    /// Where added backbones are kept, in its folder <c>backbones</c>. The default is <see cref="UserFolders.Data"/>.
    /// </value>
    public string DataFolder { get; init; } = UserFolders.Data;

    /// <value>
    /// Where the built-in backbone's rewritten copy is kept. The default is <see cref="UserFolders.Cache"/>.
    /// </value>
    public string CacheFolder { get; init; } = UserFolders.Cache;

    /// <value>The built-in backbone's file as its package brings it. The default is where the build puts it.</value>
    public string PackagedModel { get; init; } = ResNet18Package.PackagedPath;

    /// <value>Most bytes that are downloaded. The default is 2 GiB, the most that an ONNX file holds.</value>
    public long MaxDownloadBytes { get; init; } = 2L << 30;

    /// <value>How long a server may stay silent. The default is 30 seconds.</value>
    public TimeSpan DownloadTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
