using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NoisyLabels.Testing.LabelStudio;

/// <summary>
/// A Label Studio on loopback as far as its REST API goes, with the answers that 1.23.2 was recorded to give. It asks
/// no backend and sends no events.
/// </summary>
public sealed class FakeLabelStudio : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<FakeRequest> _requests = new();
    private readonly List<FakeFailure> _failures = [];

    private FakeLabelStudio(FakeLabelStudioSettings settings)
    {
        Settings = settings;
        Access = new FakeAccess(settings);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Use(ObserveAsync);
        FakeAccountRoutes.Map(_app, this);
        FakeProjectRoutes.Map(_app, this);
        FakeImportRoutes.Map(_app, this);
        FakeAnnotationRoutes.Map(_app, this);
        FakePredictionRoutes.Map(_app, this);
        FakeBackendRoutes.Map(_app, this);
        FakeFileRoutes.Map(_app, this);
    }

    public FakeLabelStudioSettings Settings { get; }

    public FakeAccess Access { get; }

    /// <summary>For example <c>http://127.0.0.1:40123/</c>.</summary>
    public Uri Address => new(_app.Urls.Single());

    public FakeContent Content { get; } = new();

    /// <summary>All requests so far, in order.</summary>
    public IReadOnlyList<FakeRequest> Requests => [.. _requests];

    public static async Task<FakeLabelStudio> StartAsync(FakeLabelStudioSettings? settings = null)
    {
        var fake = new FakeLabelStudio(settings ?? new FakeLabelStudioSettings());
        await fake._app.StartAsync();
        return fake;
    }

    /// <summary>Lets the next requests below a path fail.</summary>
    public void Fail(string path, int status, int times = 1, string body = "", string? location = null)
    {
        lock (_failures)
        {
            _failures.Add(new FakeFailure(path, status, body, location) { Times = times });
        }
    }

    /// <summary>Lets the next request below a path lose its connection.</summary>
    public void Abort(string path) => Fail(path, FakeFailure.Aborts);

    /// <summary>Lets every request below a path wait until it is cancelled.</summary>
    public void Hang(string path) => Fail(path, FakeFailure.Hangs, int.MaxValue);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task ObserveAsync(HttpContext context, RequestDelegate next)
    {
        context.Request.EnableBuffering();
        using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
        var body = await reader.ReadToEndAsync();
        context.Request.Body.Position = 0;
        var path = context.Request.Path + context.Request.QueryString;
        _requests.Enqueue(new FakeRequest(
            context.Request.Method, path, context.Request.Headers.Authorization.ToString(), body));
        if (Failure(path) is { } failure)
        {
            await failure.AnswerAsync(context);
            return;
        }

        if (Access.Refusal(context.Request) is { } refusal)
        {
            await Results.Json(refusal, statusCode: 401).ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private FakeFailure? Failure(string path)
    {
        lock (_failures)
        {
            var failure = _failures.Find(failure =>
                failure.Times > 0 && path.StartsWith(failure.Path, StringComparison.Ordinal));
            if (failure is not null)
            {
                failure.Times--;
            }

            return failure;
        }
    }

    /// <summary>An error as Label Studio writes it.</summary>
    internal static JsonObject Problem(int status, string detail, JsonObject? errors = null)
    {
        var problem = new JsonObject { ["status_code"] = status, ["version"] = "1.23.2", ["detail"] = detail };
        if (errors is not null)
        {
            problem["validation_errors"] = errors;
        }

        return problem;
    }

    internal static IResult Refused(string field, string message) =>
        Results.Json(
            Problem(400, "Validation error", new JsonObject { [field] = new JsonArray(message) }), statusCode: 400);
}
