namespace NoisyLabels.Learning.Backbones;

/// <summary>
/// The backbones that can be used by name: the built-in one, those in the search folders, those that were added.
/// </summary>
public sealed class BackboneCatalog(BackboneOptions options)
{
    /// <summary>Name of the backbone that is used where none is named.</summary>
    public const string Default = ResNet18Package.Name;

    private readonly BackboneShelf _own = new(Path.Combine(options.DataFolder, "backbones"));

    private IEnumerable<BackboneShelf> Shelves => options.SearchFolders.Select(f => new BackboneShelf(f)).Append(_own);

    /// <summary>
    /// The built-in backbone first, then the others by name, also those that cannot be used, with the reason.
    /// </summary>
    public IReadOnlyList<BackboneEntry> List() => [ListBuiltIn(), .. ListShelved().Select(ToEntry)];

    /// <param name="nameOrFile">
    /// A name of <see cref="List"/>, a path of an ONNX file or of its description; null for the default.
    /// </param>
    /// <exception cref="UserErrorException">There is none such, or it is not sound.</exception>
    public Backbone Resolve(string? nameOrFile)
    {
        if (nameOrFile is null or Default)
        {
            return ResNet18Package.Resolve(options.PackagedModel, options.CacheFolder, ResNet18Package.Stages);
        }

        var backbone = BackboneShelf.Load(IsPath(nameOrFile) ? BackboneShelf.FromFile(nameOrFile) : Find(nameOrFile));
        return StagedBackbone.Of(backbone, options.CacheFolder);
    }

    /// <summary>
    /// Copies or downloads a backbone into the data folder. It is run once on a black image before it is accepted.
    /// </summary>
    /// <param name="fileOrUrl">
    /// An ONNX file or the description of one, on disk or under http(s). For an ONNX file the description of the same
    /// name is taken where there is one; without one the file must tell all by itself, and a description is written.
    /// </param>
    /// <param name="progress">Takes bytes of the download.</param>
    /// <exception cref="UserErrorException">It cannot be fetched, is not sound, or its name is taken.</exception>
    public Backbone Add(
        string fileOrUrl, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fileOrUrl);
        using var source = BackboneSource.Open(fileOrUrl, options);
        if (!BackboneDescriptor.IsName(source.Name))
        {
            throw new UserErrorException(
                $"'{source.Name}' is no name for a backbone. "
                + "Rename the file to letters, digits, dots, dashes and underscores.");
        }

        if (Names().Contains(source.Name, StringComparer.Ordinal))
        {
            throw new UserErrorException(
                $"There is a backbone named '{source.Name}' already. "
                + "Remove it first, or give the new one another name.");
        }

        try
        {
            return new BackboneIntake(_own.Folder).Take(source, progress, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The backbone could not be stored in {_own.Folder}: {e.Message}", e);
        }
    }

    /// <summary>Deletes an added backbone from the data folder.</summary>
    /// <exception cref="UserErrorException">There is none such, or it is not in the data folder.</exception>
    public void Remove(string name)
    {
        if (name == Default)
        {
            throw new UserErrorException($"'{Default}' comes with the program and cannot be removed.");
        }

        var shelved = Find(name);
        if (Path.GetDirectoryName(shelved.DescriptorPath ?? shelved.ModelPath) != _own.Folder)
        {
            throw new UserErrorException(
                $"'{name}' was not added here; it lies in {Path.GetDirectoryName(shelved.ModelPath)}. "
                + "Delete its files there.");
        }

        try
        {
            File.Delete(shelved.ModelPath);
            if (shelved.DescriptorPath is { } descriptor)
            {
                File.Delete(descriptor);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"'{name}' could not be removed: {e.Message}", e);
        }
    }

    private static bool IsPath(string text) =>
        BackboneShelf.IsModel(text) || BackboneShelf.IsDescriptor(text) || text.AsSpan().IndexOfAny('/', '\\') >= 0;

    private static BackboneEntry ToEntry(ShelvedBackbone shelved) => new(
        shelved.Name,
        shelved.ModelPath,
        IsBuiltIn: false,
        IsDefault: false,
        shelved.Descriptor?.License,
        shelved.Descriptor?.Input.Size,
        shelved.Descriptor?.Outputs.Sum(o => o.Dimension),
        shelved.Problem);

    private BackboneEntry ListBuiltIn()
    {
        var problem = File.Exists(options.PackagedModel)
            ? null
            : $"{options.PackagedModel} is not there. Install the program again.";
        return new(
            Default, options.PackagedModel, IsBuiltIn: true, IsDefault: true, ResNet18Package.License,
            ResNet18Package.Size, ResNet18Package.Dimension, problem);
    }

    /// <summary>The first of each name, in the order in which folders are searched.</summary>
    private IEnumerable<ShelvedBackbone> ListShelved() => Shelves
        .SelectMany(s => s.List())
        .Where(b => b.Name != Default)
        .DistinctBy(b => b.Name, StringComparer.Ordinal)
        .OrderBy(b => b.Name, StringComparer.Ordinal);

    private IEnumerable<string> Names() => ListShelved().Select(b => b.Name).Prepend(Default);

    private ShelvedBackbone Find(string name) =>
        ListShelved().FirstOrDefault(b => b.Name == name)
        ?? throw new UserErrorException(
            $"There is no backbone '{name}'. Known are: {string.Join(", ", Names())}. "
            + "Give one of these or the path of an ONNX file, or add one with 'noisylabels backbone add FILE|URL'.");
}

/// <summary>One line of the list of backbones.</summary>
/// <param name="Name">As <c>--backbone</c> takes it.</param>
/// <param name="Path">The ONNX file.</param>
/// <param name="IsBuiltIn">True for the one that comes with the program; it cannot be removed.</param>
/// <param name="IsDefault">True for the one that is used where none is named.</param>
/// <param name="License">SPDX name, where stated.</param>
/// <param name="Size">Side in pixels that it was trained with; null without a description.</param>
/// <param name="Dimension">Features an image; null without a description.</param>
/// <param name="Problem">Why it cannot be used; null where its description is sound.</param>
public sealed record BackboneEntry(
    string Name,
    string Path,
    bool IsBuiltIn,
    bool IsDefault,
    string? License,
    int? Size,
    int? Dimension,
    string? Problem);

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
