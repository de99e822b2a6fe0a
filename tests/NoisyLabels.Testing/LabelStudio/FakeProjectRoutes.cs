using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace NoisyLabels.Testing.LabelStudio;

/// <summary>Projects, pages of tasks, exports.</summary>
internal static class FakeProjectRoutes
{
    public static void Map(IEndpointRouteBuilder routes, FakeLabelStudio fake)
    {
        var content = fake.Content;
        routes.MapGet("/api/projects", (int page, int page_size) => Page(content, page, page_size));
        routes.MapGet("/api/projects/{id:long}", (long id) => Project(content, id));
        routes.MapPost("/api/projects", (JsonObject body) => Create(content, body));
        routes.MapPatch("/api/projects/{id:long}", (long id, JsonObject body) => Change(content, id, body));
        routes.MapGet(
            "/api/tasks", (long project, int page, int page_size) => Tasks(content, project, page, page_size));
        routes.MapGet(
            "/api/projects/{id:long}/export",
            (long id, bool? download_all_tasks) => Results.Json(Exported(content, id, download_all_tasks is not true)));
        if (fake.Settings.HasSnapshots)
        {
            MapSnapshots(routes.MapGroup("/api/projects/{id:long}/exports"), fake);
        }
    }

    private static void MapSnapshots(RouteGroupBuilder routes, FakeLabelStudio fake)
    {
        var content = fake.Content;
        var onlyAnnotated = false;
        routes.MapPost("/", (JsonObject body) =>
        {
            var id = content.NextId();
            content.Exports[id] = fake.Settings.ExportPolls;
            onlyAnnotated = (bool?)body["task_filter_options"]?["only_with_annotations"] is true;
            return Results.Json(Snapshot(id, content.Exports[id]), statusCode: 201);
        });
        routes.MapGet("/{export:long}", (long export) =>
            content.Exports.TryGetValue(export, out var polls)
                ? Results.Json(Snapshot(export, content.Exports[export] = polls - 1))
                : NotFound());
        routes.MapGet("/{export:long}/download", (long id, long export) =>
            content.Exports.TryGetValue(export, out var polls) && polls <= 0
                ? Results.Json(Exported(content, id, onlyAnnotated))
                : NotFound("Export is not completed"));
        routes.MapDelete("/{export:long}", (long export) =>
            content.Exports.TryRemove(export, out _) ? Results.NoContent() : NotFound());
    }

    private static JsonObject Snapshot(long id, int polls) =>
        new() { ["id"] = id, ["status"] = polls > 0 ? "in_progress" : "completed" };

    private static JsonArray Exported(FakeContent content, long project, bool onlyAnnotated) =>
    [
        .. content.TasksOf(project)
            .Where(task => !onlyAnnotated || task["annotations"]!.AsArray().Count > 0)
            .Select(task => task.DeepClone()),
    ];

    private static IResult Project(FakeContent content, long id) =>
        content.Projects.TryGetValue(id, out var project) ? Results.Json(project) : NotFound();

    private static IResult Create(FakeContent content, JsonObject body) =>
        (string?)body["title"] is { Length: >= 3 and <= 50 } title
            ? Results.Json(
                content.Projects[content.AddProject(title, (string?)body["label_config"] ?? "<View></View>")],
                statusCode: 201)
            : FakeLabelStudio.Refused("title", "Ensure this field has at least 3 characters.");

    private static IResult Change(FakeContent content, long id, JsonObject body)
    {
        if (!content.Projects.TryGetValue(id, out var project))
        {
            return NotFound();
        }

        if ((string?)body["model_version"] is { } version
            && !content.Backends.Values.Any(row => (string?)row["title"] == version))
        {
            return FakeLabelStudio.Refused(
                "model_version", "Model version doesn't exist either as live model or as static predictions.");
        }

        foreach (var (key, value) in body)
        {
            project[key] = value?.DeepClone();
        }

        return Results.Json(project);
    }

    private static IResult Page(FakeContent content, int page, int size)
    {
        var rows = content.Projects.Values.Skip((page - 1) * size).Take(size).Select(row => row.DeepClone());
        var more = content.Projects.Count > page * size;
        return Results.Json(new JsonObject
        {
            ["count"] = content.Projects.Count,
            ["next"] = more ? "there" : null,
            ["results"] = new JsonArray([.. rows]),
        });
    }

    private static IResult Tasks(FakeContent content, long project, int page, int size)
    {
        var all = content.TasksOf(project);
        var tasks = all.Skip((page - 1) * size).Take(size).Select(task => task.DeepClone()).ToArray();
        return tasks.Length == 0 && page > 1
            ? NotFound("Invalid page.")
            : Results.Json(new JsonObject { ["total"] = all.Count, ["tasks"] = new JsonArray(tasks) });
    }

    private static IResult NotFound(string detail = "Not found.") =>
        Results.Json(FakeLabelStudio.Problem(404, detail), statusCode: 404);
}
