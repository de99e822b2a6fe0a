using System.Collections.Concurrent;
using NoisyLabels.LabelStudio.Api;
using NoisyLabels.LabelStudio.Images;
using NoisyLabels.LabelStudio.Images.Fetching;

namespace NoisyLabels.Grains.Instances;

/// <summary>The installations of Label Studio by name. One that is not configured is known by what it sends alone.</summary>
public sealed class InstanceRegistry(
    IReadOnlyDictionary<string, InstanceOptions> instances, LabelStudioClients clients, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<string, ImageFetcher> _fetchers = new();

    /// <summary>Null where the instance has no address, or no key.</summary>
    public LabelStudioClient? ClientOf(string instance) =>
        Of(instance).Connection() is { Key: not null } connection ? clients.For(connection) : null;

    public ImageOptions ImagesOf(string instance) => Of(instance).Images();

    public ImageFetcher FetcherOf(string instance) =>
        _fetchers.GetOrAdd(instance, name => new ImageFetcher(ImagesOf(name), clients, clock));

    /// <summary>One sentence when the instance cannot be asked for anything; null when it can.</summary>
    public string? WhyNot(string instance) => Of(instance) switch
    {
        { Url: null } when instance == Contracts.ProjectKey.DefaultInstance =>
            "LABEL_STUDIO_URL is not set, so only what Label Studio sends is known: set it, and LABEL_STUDIO_API_KEY.",
        { Url: null } => $"NoisyLabels__Instances__{instance}__Url is not set, so only what Label Studio sends is known.",
        { ApiKey: null } when instance == Contracts.ProjectKey.DefaultInstance =>
            "LABEL_STUDIO_API_KEY is not set, so exports, uploaded images and predictions in the background are missing.",
        { ApiKey: null } =>
            $"NoisyLabels__Instances__{instance}__ApiKey is not set, so exports, uploaded images and predictions in the background are missing.",
        _ => null,
    };

    public void Dispose()
    {
        foreach (var fetcher in _fetchers.Values)
        {
            fetcher.Dispose();
        }
    }

    private InstanceOptions Of(string instance) => instances.GetValueOrDefault(instance) ?? new InstanceOptions();
}
