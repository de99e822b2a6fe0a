using System.Collections.Concurrent;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Learning.Backbones;
using NoisyLabels.Learning.Features;

namespace NoisyLabels.Grains.Images;

/// <summary>
/// Encoders of images by backbone and sizes, loaded when they are first needed and kept. The features of all projects
/// lie in one cache, by content.
/// </summary>
public sealed class FeatureMakers(DataFolders folders, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<(string? Backbone, string Sizes), Lazy<FeatureMaker>> _makers = new();

    /// <exception cref="Learning.UserErrorException">There is no such backbone, or it takes no such sizes.</exception>
    public FeatureMaker Of(string? backbone, IReadOnlyList<int> sizes) =>
        _makers.GetOrAdd(
            (backbone, string.Join(',', sizes)),
            _ => new Lazy<FeatureMaker>(() => new FeatureMaker(
                Resolve(backbone),
                new FeatureOptions { Sizes = sizes, CachePath = folders.Cache },
                time: clock))).Value;

    public static Backbone Resolve(string? backbone) =>
        new BackboneCatalog(BackboneOptions.FromEnvironment()).Resolve(backbone);

    public void Dispose()
    {
        foreach (var maker in _makers.Values.Where(maker => maker.IsValueCreated))
        {
            maker.Value.Dispose();
        }
    }
}
