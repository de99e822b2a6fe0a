using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NoisyLabels.Cli.Tests.ServerApi;

/// <summary>The API of a server with one project, number 5, and whatever corrections a test gives it.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    /// <summary>A phase in which the server answers nobody.</summary>
    public const string Away = "away";

    private const string Project = "/api/v1/projects/default/5";

    private readonly WebApplication _app;
    private int _polls;

    private FakeServer(int rowsInPage)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Use(async (context, next) =>
        {
            Queries.Add(context.Request.Path + context.Request.QueryString);
            await next();
        });
        _app.MapGet($"{Project}/corrections", (string? after, bool? only_issues, bool? only_open) =>
            Page(int.Parse(after ?? "0"), rowsInPage, only_issues is true, only_open is true));
        _app.MapGet($"{Project}/corrections.csv", () => Results.Text("label_studio_task_id\n1\n", "text/csv"));
        _app.MapGet($"{Project}/corrections.parquet", () => Results.Bytes("PAR1"u8.ToArray()));
        _app.MapGet("/corrections.json", (string project) => Results.Json(new JsonObject { ["asked"] = project }));
        _app.MapPost($"{Project}/decisions", (JsonObject body) =>
        {
            if (Batches.Count >= BatchesTaken)
            {
                return Results.Json(
                    new JsonObject { ["detail"] = "Task 501 has no suggestion to accept." },
                    contentType: "application/problem+json",
                    statusCode: 422);
            }

            Batches.Add(body);
            return Results.Json(new JsonObject
            {
                ["taken"] = body["decisions"]!.AsArray().Count, ["problems"] = new JsonArray(),
            });
        });
        _app.MapPost($"{Project}/training", () => Results.Json(
            new JsonObject
            {
                ["run"] = Run(Polls[0].Number),
                ["sentence"] = "A training is queued.",
                ["after_fence"] = AfterFence,
            },
            statusCode: 202));
        _app.MapGet(Project, context => StatusAsync(context, Polls[Math.Min(_polls++, Polls.Count - 1)]));
        _app.MapFallback(() => Results.Json(
            new JsonObject { ["detail"] = "No such project has been heard of." },
            contentType: "application/problem+json",
            statusCode: 404));
    }

    public string Address { get; private set; } = "";

    /// <summary>Items as the API gives them, worst first.</summary>
    public List<JsonObject> Corrections { get; } = [];

    public List<JsonObject> Batches { get; } = [];

    /// <summary>Batches after these are refused.</summary>
    public int BatchesTaken { get; set; } = int.MaxValue;

    public List<string> Queries { get; } = [];

    /// <summary>What the training leads to; null for no model.</summary>
    public string? TrainedVersion { get; set; } = "noisylabels-v1";

    /// <summary>Which run is in which phase each time that somebody asks; the last one stays.</summary>
    public List<FakeRun> Polls { get; set; } = [new(1, "running"), new(1, "succeeded")];

    /// <summary>The fence of the attempt that ran at the request.</summary>
    public int AfterFence { get; set; }

    private static string Run(int number) => $"fd242bed-24c0-4a96-9b81-{number:D12}";

    public static async Task<FakeServer> StartAsync(int rowsInPage = 1000)
    {
        var server = new FakeServer(rowsInPage);
        await server._app.StartAsync();
        server.Address = server._app.Urls.Single();
        return server;
    }

    public static JsonObject Correction(
        long task, string given, string suggested, double confidence, bool isIssue = true, string? state = null, string? label = null) =>
        new()
        {
            ["label_studio_task_id"] = task,
            ["image"] = $"/data/upload/5/{task}.png",
            ["given_label"] = given,
            ["suggested_label"] = suggested,
            ["suggested_label_confidence"] = confidence,
            ["label_quality"] = 1 - confidence,
            ["is_label_issue"] = isIssue,
            ["review_state"] = state,
            ["corrected_label"] = label,
            ["model_version"] = "noisylabels-v1",
        };

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private IResult Page(int after, int rows, bool onlyIssues, bool onlyOpen)
    {
        var all = Corrections
            .Where(item => !onlyIssues || (bool)item["is_label_issue"]!)
            .Where(item => !onlyOpen || item["review_state"] is null)
            .ToList();
        return Results.Json(new JsonObject
        {
            ["control"] = "label",
            ["model_version"] = TrainedVersion,
            ["items"] = new JsonArray([.. all.Skip(after).Take(rows).Select(item => item.DeepClone())]),
            ["next"] = after + rows < all.Count ? $"{after + rows}" : null,
        });
    }

    private async Task StatusAsync(HttpContext context, FakeRun poll)
    {
        if (poll.Phase == Away)
        {
            context.Abort();
            return;
        }

        await Results.Json(Status(poll)).ExecuteAsync(context);
    }

    private JsonObject Status(FakeRun run) => new()
    {
        ["key"] = new JsonObject { ["instance"] = "default", ["id"] = 5, ["created_seconds"] = 1795570229 },
        ["model_version"] = "noisylabels-v0",
        ["run"] = new JsonObject
        {
            ["run"] = Run(run.Number),
            ["phase"] = run.Phase,
            ["fence"] = run.Fence,
            ["reason"] = "the API",
            ["requested_at"] = "2026-11-26T13:43:08Z",
            ["progress"] = run.Phase == "running"
                ? new JsonObject { ["phase"] = "learning", ["done"] = 1, ["total"] = 4 }
                : null,
            ["sentences"] = new JsonArray($"Run {run.Number} learned from 60 labels."),
            ["model_version"] = run.Phase == "succeeded" ? TrainedVersion : null,
        },
    };
}

/// <param name="Number">Of the run.</param>
/// <param name="Phase">As the API names it.</param>
/// <param name="Fence">Of its attempt.</param>
internal sealed record FakeRun(int Number, string Phase, int Fence)
{
    public FakeRun(int number, string phase)
        : this(number, phase, number)
    {
    }
}
