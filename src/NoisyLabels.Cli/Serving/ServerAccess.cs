using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NoisyLabels.Cli.Serving;

/// <summary>Asks the API of a running 'noisylabels serve'.</summary>
internal sealed class ServerAccess : IDisposable
{
    public const string UsualAddress = "http://127.0.0.1:9090";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly HttpClient _http;

    private ServerAccess(Uri address)
    {
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = address,
            Timeout = Patience,
        };
        if (Environment.GetEnvironmentVariable("BASIC_AUTH_USER") is { Length: > 0 } user)
        {
            var pair = $"{user}:{Environment.GetEnvironmentVariable("BASIC_AUTH_PASS")}";
            _http.DefaultRequestHeaders.Authorization =
                new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }
    }

    /// <param name="address">Null for the usual one.</param>
    /// <exception cref="UserErrorException">It is no address.</exception>
    public static ServerAccess Open(string? address)
    {
        var text = (address ?? UsualAddress).TrimEnd('/') + "/";
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", UserInfo: "" }
            ? new ServerAccess(uri)
            : throw new UserErrorException($"--server is no address: \"{address}\"; it looks like {UsualAddress}.");
    }

    /// <exception cref="UserErrorException">There is no answer, or a refusal.</exception>
    public Task<T> GetAsync<T>(string path, CancellationToken token) =>
        AskAsync<T>(new HttpRequestMessage(HttpMethod.Get, path), token);

    /// <exception cref="UserErrorException">There is no answer, or a refusal.</exception>
    public Task<T> PostAsync<T>(string path, object body, CancellationToken token)
    {
        var content = JsonContent.Create(body, options: Json);
        return AskAsync<T>(new HttpRequestMessage(HttpMethod.Post, path) { Content = content }, token);
    }

    /// <summary>Copies an answer as it comes.</summary>
    /// <exception cref="UserErrorException">There is no answer, or a refusal.</exception>
    public async Task CopyAsync(string path, Stream target, CancellationToken token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await SendAsync(request, token);
        await response.Content.CopyToAsync(target, token);
    }

    public void Dispose() => _http.Dispose();

    private async Task<T> AskAsync<T>(HttpRequestMessage request, CancellationToken token)
    {
        using (request)
        {
            using var response = await SendAsync(request, token);
            try
            {
                return await response.Content.ReadFromJsonAsync<T>(Json, token)
                    ?? throw new JsonException("nothing");
            }
            catch (JsonException e)
            {
                throw new UserErrorException(
                    $"What answers at {_http.BaseAddress} does not answer as 'noisylabels serve' of this version does.",
                    e);
            }
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token)
    {
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
        }
        catch (HttpRequestException e)
        {
            throw new ServerAwayException(
                $"Nothing answers at {_http.BaseAddress}: start 'noisylabels serve', or give its address with --server.",
                e);
        }
        catch (OperationCanceledException e) when (!token.IsCancellationRequested)
        {
            throw new ServerAwayException($"{_http.BaseAddress} did not answer within {Patience.TotalSeconds:0} s.", e);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw new UserErrorException(await SentenceAsync(response, token));
        }
    }

    private static async Task<string> SentenceAsync(HttpResponseMessage response, CancellationToken token)
    {
        var status = (int)response.StatusCode;
        if (status == 401)
        {
            return "The server asks for a user and a password: set BASIC_AUTH_USER and BASIC_AUTH_PASS.";
        }

        try
        {
            var problem = await response.Content.ReadFromJsonAsync<Problem>(Json, token);
            return problem?.Detail ?? $"The server refuses ({status} {response.ReasonPhrase}).";
        }
        catch (JsonException)
        {
            return $"The server refuses ({status} {response.ReasonPhrase}).";
        }
    }

    private sealed record Problem(string? Detail);
}
