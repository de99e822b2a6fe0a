using System.Net.Http.Headers;
using System.Text.Json;

namespace NoisyLabels.Benchmarks.Server;

/// <summary>Speaks to the server over a few connections that stay open, as Label Studio's workers do.</summary>
internal sealed class LoadClient(Uri address, int connections) : IDisposable
{
    private readonly HttpClient _http =
        new(new SocketsHttpHandler { MaxConnectionsPerServer = connections }) { BaseAddress = address };

    public async Task HealthAsync() => await ReadAsync(await _http.GetAsync(new Uri("health", UriKind.Relative)));

    public async Task<byte[]> PostAsync(string path, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await ReadAsync(await _http.PostAsync(new Uri(path, UriKind.Relative), content));
    }

    /// <exception cref="InvalidOperationException">Not every task was predicted: its time says nothing.</exception>
    public async Task PredictAsync(byte[] body, int tasks)
    {
        using var answer = JsonDocument.Parse(await PostAsync("predict", body));
        var results = answer.RootElement.GetProperty("results").EnumerateArray().ToList();
        var predicted = results.Count(result => result.GetProperty("result").GetArrayLength() > 0);
        if (predicted != tasks)
        {
            throw new InvalidOperationException($"Of {tasks} tasks, {predicted} were predicted.");
        }
    }

    public async Task<ProjectView> StatusAsync(SpokenProject project)
    {
        using var answer = JsonDocument.Parse(
            await ReadAsync(await _http.GetAsync(new Uri(project.StatusPath, UriKind.Relative))));
        return ProjectView.Of(answer.RootElement);
    }

    public void Dispose() => _http.Dispose();

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var bytes = await response.Content.ReadAsByteArrayAsync();
            return response.IsSuccessStatusCode
                ? bytes
                : throw new InvalidOperationException(
                    $"{response.RequestMessage!.RequestUri}: {(int)response.StatusCode} {response.ReasonPhrase}");
        }
    }
}
