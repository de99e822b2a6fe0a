using System.Collections.Concurrent;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Learning.Assistance;
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

    /// <exception cref="UserErrorException">There is no such backbone, or it takes no such sizes.</exception>
    public FeatureMaker Of(string? backbone, IReadOnlyList<int> sizes) =>
        _makers.GetOrAdd(
            (backbone, string.Join(',', sizes)),
            _ => new Lazy<FeatureMaker>(() => new FeatureMaker(
                Resolve(backbone),
                new FeatureOptions { Sizes = sizes, CachePath = folders.Cache },
                time: clock))).Value;

    /// <summary>What a model was learned with; the settings may name another backbone since.</summary>
    /// <param name="backbone">Of the settings.</param>
    /// <exception cref="UserErrorException">It is here no more.</exception>
    public FeatureMaker For(ClassifierBackbone learned, string? backbone)
    {
        var maker = Of(backbone, learned.Sizes);
        if (maker.Backbone.Sha256 != learned.Sha256)
        {
            maker = Of(learned.Name, learned.Sizes);
        }

        return maker.Backbone.Sha256 == learned.Sha256
            ? maker
            : throw new UserErrorException(
                $"The model was learned with another backbone \"{learned.Name}\" than the one here. Train again.");
    }

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
