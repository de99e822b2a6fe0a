using System.Net;
using System.Net.Http.Headers;
using NoisyLabels.LabelStudio.Api;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Api.Transport;

namespace NoisyLabels.LabelStudio.Images.Fetching;

/// <summary>
/// Fetches images by the rules of <see cref="ImageOptions"/>. It follows redirects itself and checks each hop: Label
/// Studio may redirect to any public host (a signed address of a store), other hosts only to allowed ones.
/// </summary>
public sealed class ImageFetcher : IDisposable
{
    private readonly ImageOptions _options;
    private readonly TimeProvider _clock;
    private readonly AddressGuard _guard;
    private readonly AccessTokens _tokens;
    private readonly HttpClient _http;

    /// <exception cref="ArgumentException"><see cref="ImageOptions.Instance"/> is wrong.</exception>
    public ImageFetcher(ImageOptions options, LabelStudioClients clients, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _guard = new AddressGuard(options);
        _tokens = clients.GetTokens(options.Instance);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // A proxy would be connected to instead of the host, and the guard would look at the wrong address.
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = _guard.ConnectAsync,
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Fetches one image; what cannot be fetched becomes a refusal, never an exception.</summary>
    public async Task<FetchedImage> FetchAsync(ImageLocation location, CancellationToken cancellation = default)
    {
        switch (location)
        {
            case InlineImage inline:
                return inline.Bytes.Length <= _options.MaxBytes
                    ? FetchedImage.Of(inline.Bytes.ToArray())
                    : TooLarge("An image within a task");
            case InstanceImage { LocalPath: { } path } when _options.LocalFilesRoot is { } root
                && await LocalFiles.ReadAsync(root, path, _options.MaxBytes, cancellation).ConfigureAwait(false)
                    is { } local:
                return local;
            case InstanceImage instance:
                return await FromInstanceAsync(instance, cancellation).ConfigureAwait(false);
            case WebImage web:
                var name = StatusSentence.ShowWithoutSecrets(web.Address);
                var target = new FetchTarget(web.Address, name, IsVouched: false);
                return await WithinTimeAsync(target, cancellation).ConfigureAwait(false);
            default:
                throw new ArgumentException($"No way is known to {location.GetType().Name}.", nameof(location));
        }
    }

    private async Task<FetchedImage> FromInstanceAsync(InstanceImage image, CancellationToken cancellation)
    {
        FetchedImage? first = null;
        foreach (var path in image.Paths)
        {
            var name = StatusSentence.Shorten(image.Key);
            var target = new FetchTarget(new Uri(_options.Instance.Root, path), name, IsVouched: true);
            var fetched = await WithinTimeAsync(target, cancellation).ConfigureAwait(false);
            if (fetched.IsImage || fetched.Refusal.Kind is not ImageRefusalKind.Gone)
            {
                return first ?? fetched;
            }

            first ??= fetched;
        }

        return first!;
    }

    private async Task<FetchedImage> WithinTimeAsync(FetchTarget target, CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(_options.Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        try
        {
            return await FollowAsync(target, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return FetchedImage.Refuse(
                ImageRefusalKind.Failed,
                $"{target.Name} did not come within {_options.Timeout.TotalSeconds:0.#} s.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return e.InnerException is AddressRefusedException refusal
                ? FetchedImage.Refuse(ImageRefusalKind.NotAllowed, refusal.Message)
                : FetchedImage.Refuse(
                    ImageRefusalKind.Failed,
                    $"{target.Name} cannot be reached, or its transfer broke off.");
        }
    }

    private async Task<FetchedImage> FollowAsync(FetchTarget target, CancellationToken cancellation)
    {
        for (var hop = 0; hop <= _options.MaxRedirects; hop++)
        {
            if (!target.IsVouched && _guard.FindRefusal(target.Address) is { } refusal)
            {
                return FetchedImage.Refuse(ImageRefusalKind.NotAllowed, refusal);
            }

            var sent = await SendAsync(target, cancellation).ConfigureAwait(false);
            if (!sent.IsSuccess)
            {
                var kind = sent.Problem.MayPass ? ImageRefusalKind.Failed : ImageRefusalKind.KeyRefused;
                return FetchedImage.Refuse(kind, sent.Problem.Message);
            }

            using var response = sent.Value;
            if (response.Headers.Location is null || (int)response.StatusCode is < 300 or >= 400)
            {
                return await ReadAsync(response, target, cancellation).ConfigureAwait(false);
            }

            if (!Uri.TryCreate(target.Address, response.Headers.Location, out var next))
            {
                return FetchedImage.Refuse(
                    ImageRefusalKind.Gone, $"{target.Name} redirects to something that is no address.");
            }

            // Label Studio vouches for the host that it redirects to; that host vouches only for itself.
            target = new FetchTarget(
                next,
                target.Name,
                next.Scheme is "http" or "https"
                && next.UserInfo.Length == 0
                && target.IsVouched
                && (_guard.IsInstance(target.Address) || next.IdnHost == target.Address.IdnHost));
        }

        return FetchedImage.Refuse(
            ImageRefusalKind.Gone, $"{target.Name} redirects without end.");
    }

    /// <summary>
    /// Sends the key only where Label Studio itself is asked for its own image. A failure means that the key was
    /// refused.
    /// </summary>
    private async Task<ApiResult<HttpResponseMessage>> SendAsync(FetchTarget target, CancellationToken cancellation)
    {
        AuthenticationHeaderValue? refused = null;
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, target.Address);
            if (target.IsVouched && _guard.IsInstance(target.Address) && _options.Instance.Key is not null)
            {
                var header = await _tokens.GetHeaderAsync(refused, cancellation).ConfigureAwait(false);
                if (!header.IsSuccess)
                {
                    return ApiResults.Fail<HttpResponseMessage>(header.Problem);
                }

                request.Headers.Authorization = header.Value;
            }

            var response = await _http
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation)
                .ConfigureAwait(false);
            var mayRenew = request.Headers.Authorization is not null && _tokens.MayRenew(refused);
            if (response.StatusCode is not HttpStatusCode.Unauthorized || !mayRenew)
            {
                return ApiResults.Of(response);
            }

            refused = request.Headers.Authorization;
            response.Dispose();
        }
    }

    private async Task<FetchedImage> ReadAsync(
        HttpResponseMessage response, FetchTarget target, CancellationToken cancellation)
    {
        if (!response.IsSuccessStatusCode)
        {
            return StatusSentence.Explain(response.StatusCode, target.Name, _guard.IsInstance(target.Address));
        }

        if (response.Content.Headers.ContentType?.MediaType is "text/html")
        {
            return FetchedImage.Refuse(ImageRefusalKind.NoImage, $"{target.Name} is a web page, not an image.");
        }

        if (response.Content.Headers.ContentLength > _options.MaxBytes)
        {
            return TooLarge(target.Name);
        }

        var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        var bytes = await BoundedRead.ToEndAsync(stream, _options.MaxBytes, cancellation).ConfigureAwait(false);
        return bytes is null ? TooLarge(target.Name) : FetchedImage.Of(bytes.Value.ToArray());
    }

    private FetchedImage TooLarge(string what) => FetchedImage.Refuse(
        ImageRefusalKind.TooLarge, $"{what} has more than {_options.MaxBytes} bytes, the most that is fetched.");
}

/// <summary>One hop on the way to an image.</summary>
/// <param name="Address">What to ask for.</param>
/// <param name="Name">How messages name it; a signed address is never shown.</param>
/// <param name="IsVouched">
/// Label Studio redirects there: the host need not be an allowed one, but must not lie in a private network.
/// </param>
internal sealed record FetchTarget(Uri Address, string Name, bool IsVouched);
