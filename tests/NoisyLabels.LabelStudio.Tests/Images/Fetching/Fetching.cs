using System.Net;
using NoisyLabels.LabelStudio.Images;
using NoisyLabels.LabelStudio.Images.Fetching;
using NoisyLabels.LabelStudio.Tests.Api;

namespace NoisyLabels.LabelStudio.Tests.Images.Fetching;

/// <summary>One image from a task's address to its bytes.</summary>
internal static class Fetching
{
    public static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 1, 2, 3];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static ImageOptions Options(Asking asking) => new() { Instance = asking.Options() };

    public static ImageOptions Loopback(ImageOptions options) =>
        options with { AllowedNetworks = [IPNetwork.Parse("127.0.0.0/8")] };

    public static async Task<FetchedImage> FetchAsync(Asking asking, string address, ImageOptions? options = null)
    {
        var rules = options ?? Options(asking);
        using var fetcher = new ImageFetcher(rules, asking.Clients, asking.Clock);
        return await FetchAsync(fetcher, rules, address);
    }

    public static async Task<FetchedImage> FetchAsync(ImageFetcher fetcher, ImageOptions options, string address)
    {
        var location = ImageLocator.Locate(address, 5, options);
        Assert.True(location.IsMessage, location.Problem);
        return await fetcher.FetchAsync(location.Message, Cancellation);
    }
}
