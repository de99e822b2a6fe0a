using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Server.Hosting;
using NoisyLabels.Server.Settings;
using NoisyLabels.Server.Tests.Doubles;
using NoisyLabels.Testing;
using Orleans.Configuration;

namespace NoisyLabels.Server.Tests;

/// <summary>The whole server on a free port of this machine; its projects are scripted ones or the real ones.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    private readonly TemporaryFolder _data;
    private readonly WebApplication _app;
    private readonly Lines _lines = new();

    private RunningServer(ServerSettings settings, Database database, TemporaryFolder data, bool isScripted)
    {
        _data = data;
        var builder = ServerHost.Builder([]);
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        if (isScripted)
        {
            builder.Services.AddSingleton(Script);
        }

        builder.Services.PostConfigure<GrainTypeOptions>(grains => Choose(grains, isScripted));
        _app = ServerHost.Build(builder, settings, database);
        _app.Services.GetRequiredService<ILoggerFactory>().AddProvider(_lines);
    }

    public ScriptedProjects Script { get; } = new();

    /// <summary>Waits for the word of the server before it sends a large body, also on a busy machine.</summary>
    public HttpClient Client { get; } =
        new(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromSeconds(30) });

    public Uri Address => new(_app.Urls.Single());

    /// <summary>All that was logged so far.</summary>
    public string Log => string.Join('\n', _lines.Written);

    public IServiceProvider Services => _app.Services;

    /// <summary>With projects that answer as the test says; or with the real ones.</summary>
    public static async Task<RunningServer> StartAsync(
        Func<ServerSettings, ServerSettings>? change = null, bool isScripted = true)
    {
        var data = new TemporaryFolder();
        var settings = new ServerSettings { Urls = ["http://127.0.0.1:0"], DataDirectory = data.Path };
        settings = change is null ? settings : change(settings);
        var database = new Database(settings.Storage);
        await database.MigrateAsync();
        var server = new RunningServer(settings, database, data, isScripted);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        server.Client.BaseAddress = server.Address;
        return server;
    }

    public async Task<HttpResponseMessage> PostAsync(string path, string json, string userAgent = "heartex/1.23.2")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(TestContext.Current.CancellationToken);
        await _app.DisposeAsync();
        _data.Dispose();
    }

    private static void Choose(GrainTypeOptions grains, bool isScripted) =>
        grains.Classes.RemoveWhere(type =>
            (typeof(IProjectGrain).IsAssignableFrom(type) || typeof(IPredictorGrain).IsAssignableFrom(type))
            && isScripted != (type.Assembly == typeof(RunningServer).Assembly));

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Written { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            Written.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
