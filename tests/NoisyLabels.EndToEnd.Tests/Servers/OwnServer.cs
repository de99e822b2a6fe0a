using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Testing;

namespace NoisyLabels.EndToEnd.Tests.Servers;

/// <summary>The product's server as a process, on a data directory that outlives it.</summary>
internal sealed class OwnServer : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly TemporaryFolder _data = new();
    private readonly Dictionary<string, string> _environment;
    private readonly HttpClient _http;
    private ChildServer? _server;

    private OwnServer(Uri address, Dictionary<string, string> environment)
    {
        (Address, _environment) = (address, environment);
        _http = new HttpClient { BaseAddress = address };
    }

    public static string Program { get; } =
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "noisylabels.exe" : "noisylabels");

    public Uri Address { get; }

    public string Tail => _server?.Tail ?? "";

    public static async Task<OwnServer> StartAsync(Uri labelStudio, string apiKey)
    {
        var server = new OwnServer(
            new Uri($"http://127.0.0.1:{Loopback.FreePort()}/"),
            new Dictionary<string, string>
            {
                ["LABEL_STUDIO_URL"] = labelStudio.AbsoluteUri,
                ["LABEL_STUDIO_API_KEY"] = apiKey,
            });
        await server.RestartAsync();
        return server;
    }

    /// <summary>Kills it in the middle of whatever it does, and starts it again on the same data.</summary>
    public async Task RestartAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _server = await ChildServer.StartAsync(
            Program,
            ["serve", "--urls", Address.AbsoluteUri.TrimEnd('/'), "--data", _data["data"]],
            _environment,
            Address,
            TimeSpan.FromMinutes(2));
    }

    /// <summary>Null while the server has not heard of the project.</summary>
    public async Task<ProjectStatus?> StatusAsync(long project)
    {
        var list = JsonNode.Parse(await GetAsync("api/v1/projects"))!["projects"]!.AsArray();
        var key = list.Select(item => ProjectKey.Parse((string?)item!["key"])).FirstOrDefault(key => key?.Id == project);
        return key is null
            ? null
            : JsonSerializer.Deserialize<ProjectStatus>(await GetAsync($"api/v1/projects/{key}"), Json);
    }

    public async Task ChangeSettingsAsync(long project, ProjectSettings settings)
    {
        var path = $"api/v1/projects/{(await StatusAsync(project))!.Key}/settings";
        using var body = JsonContent.Create(settings, options: Json);
        using var response = await _http.PutAsync(path, body, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public async Task<string> GetAsync(string path) =>
        await _http.GetStringAsync(path, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _http.Dispose();
        _data.Dispose();
    }
}
