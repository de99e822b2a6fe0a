using System.Collections.Concurrent;
using NoisyLabels.LabelStudio.Api;
using NoisyLabels.LabelStudio.Api.Access;
using NoisyLabels.LabelStudio.Images;
using NoisyLabels.LabelStudio.Images.Fetching;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Grains.Instances;

/// <summary>The installations of Label Studio by name. One that is not configured is known by what it sends alone.</summary>
public sealed class InstanceRegistry(
    IReadOnlyDictionary<string, InstanceOptions> instances, LabelStudioClients clients, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<(string Instance, ApiKey? Key), ImageFetcher> _fetchers = new();
    private readonly ConcurrentDictionary<string, Secret> _lent = new();

    /// <summary>
    /// The token that came with /setup stands in where no key is configured. It is kept in memory alone, and shown to
    /// the configured address alone, whatever address came with it.
    /// </summary>
    /// <returns>True when there was none before.</returns>
    public bool Lend(string instance, string? token)
    {
        if (instances.GetValueOrDefault(instance) is not { Url: not null, ApiKey: null }
            || ApiKey.Parse(token) is not { } key)
        {
            return false;
        }

        // Projects of several people bring several tokens; each is as good, and the latest is least likely to be old.
        var isFirst = !_lent.ContainsKey(instance);
        _lent[instance] = key.Token;
        return isFirst;
    }

    /// <summary>Null where the instance has no address, or no key.</summary>
    public LabelStudioClient? ClientOf(string instance) =>
        Of(instance).Connection() is { Key: not null } connection ? clients.For(connection) : null;

    public ImageOptions ImagesOf(string instance) => Of(instance).Images();

    public ImageFetcher FetcherOf(string instance)
    {
        var options = ImagesOf(instance);
        return _fetchers.GetOrAdd((instance, options.Instance.Key), _ => new ImageFetcher(options, clients, clock));
    }

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

    private InstanceOptions Of(string instance)
    {
        var known = instances.GetValueOrDefault(instance) ?? new InstanceOptions();
        return _lent.TryGetValue(instance, out var token) ? known with { ApiKey = token.Reveal() } : known;
    }
}
