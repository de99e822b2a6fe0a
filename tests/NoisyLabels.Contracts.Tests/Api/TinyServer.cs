using System.Net;
using System.Text;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Testing;

namespace NoisyLabels.Contracts.Tests.Api;

/// <summary>An HTTP server on this machine that answers as a test says, and 404 to all else.</summary>
internal sealed class TinyServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly HttpClient _http;

    public TinyServer()
    {
        Address = new Uri($"http://127.0.0.1:{Loopback.FreePort()}/");
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _http = new HttpClient { BaseAddress = Address };
        Client = new NoisyLabelsClient(_http);
        _ = AnswerAllAsync();
    }

    public Uri Address { get; }

    public NoisyLabelsClient Client { get; }

    /// <summary>Status and body by method, a space, and the path with its query.</summary>
    public Dictionary<string, (int Status, string Body)> Answers { get; } = [];

    /// <summary>The bodies of the requests so far.</summary>
    public List<string> Bodies { get; } = [];

    public void Dispose() => _listener.Close();

    private async Task AnswerAllAsync()
    {
        try
        {
            while (true)
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        Bodies.Add(await reader.ReadToEndAsync());
        var (status, body) = Answers.GetValueOrDefault(
            $"{context.Request.HttpMethod} {context.Request.RawUrl}", (404, """{"detail":"Nothing is here."}"""));
        context.Response.StatusCode = status;
        if (status != 204)
        {
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
        }

        context.Response.Close();
    }
}
