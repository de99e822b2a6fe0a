using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NoisyLabels.Testing.LabelStudio;

/// <summary>An ML backend on loopback that answers /health and /setup, with or without a password.</summary>
public sealed class FakeBackend : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeBackend(string? authorization)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Use(async (context, next) =>
        {
            if (authorization is null || context.Request.Headers.Authorization == authorization)
            {
                await next();
            }
            else
            {
                context.Response.StatusCode = 401;
            }
        });
        _app.MapGet("/health", () => Results.Json(new JsonObject { ["status"] = "UP" }));
        _app.MapPost("/setup", (JsonObject body) =>
        {
            Setups.Add(body);
            return Results.Json(new JsonObject { ["model_version"] = "noisylabels-v0" });
        });
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>What /setup was sent.</summary>
    public List<JsonObject> Setups { get; } = [];

    /// <param name="authorization">The header that it asks for; null for none.</param>
    public static async Task<FakeBackend> StartAsync(string? authorization = null)
    {
        var backend = new FakeBackend(authorization);
        await backend._app.StartAsync();
        return backend;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
