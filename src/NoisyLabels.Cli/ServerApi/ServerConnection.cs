using NoisyLabels.Contracts.Api;

namespace NoisyLabels.Cli.ServerApi;

/// <summary>A client of a running 'noisylabels serve', with the password of this environment.</summary>
internal sealed class ServerConnection : IDisposable
{
    public const string DefaultAddress = "http://127.0.0.1:9090";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly HttpClient _http;

    private ServerConnection(Uri address)
    {
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = address,
            Timeout = Patience,
        };
        if (Environment.GetEnvironmentVariable("BASIC_AUTH_USER") is { Length: > 0 } user)
        {
            _http.DefaultRequestHeaders.Authorization =
                BasicHeader.Write(user, Environment.GetEnvironmentVariable("BASIC_AUTH_PASS"));
        }

        Client = new NoisyLabelsClient(_http);
    }

    public NoisyLabelsClient Client { get; }

    /// <param name="address">Null for <see cref="DefaultAddress"/>.</param>
    /// <exception cref="UserErrorException"><paramref name="address"/> is no address.</exception>
    public static ServerConnection Open(string? address)
    {
        var text = (address ?? DefaultAddress).TrimEnd('/') + "/";
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", UserInfo: "" }
            ? new ServerConnection(uri)
            : throw new UserErrorException($"--server is no address: \"{address}\"; it looks like {DefaultAddress}.");
    }

    public void Dispose() => _http.Dispose();
}
