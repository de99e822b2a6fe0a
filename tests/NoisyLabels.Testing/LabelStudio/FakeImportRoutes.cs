using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace NoisyLabels.Testing.LabelStudio;

/// <summary>
/// Tasks by JSON, files by form, folders of local files. As in 1.23.2, imported annotations become ground truth when
/// nothing else is said, and of several files under one key of a form the last one counts.
/// </summary>
internal static class FakeImportRoutes
{
    private const int MostFiles = 100;

    public static void Map(IEndpointRouteBuilder routes, FakeLabelStudio fake)
    {
        var content = fake.Content;
        routes.MapPost("/api/projects/{id:long}/import", async (long id, HttpRequest request) =>
            request.HasFormContentType
                ? Upload(content, id, await request.ReadFormAsync())
                : Import(content, id, (await JsonNode.ParseAsync(request.Body))!.AsArray()));
        routes.MapGet("/api/projects/{id:long}/file-uploads", (long id, bool? all, string? ids) =>
        {
            var wanted = JsonNode.Parse(ids ?? "[]")!.AsArray().Select(number => (long)number!).ToHashSet();
            return Results.Json(FakeContent.Where(content.Uploads, "project", id)
                .Where(row => all is true || wanted.Contains((long)row["id"]!)));
        });
        routes.MapGet("/api/storages/localfiles", (long project) =>
            Results.Json(FakeContent.Where(content.Storages, "project", project)));
        routes.MapPost("/api/storages/localfiles", (JsonObject body) => Store(fake, body));
    }

    private static IResult Store(FakeLabelStudio fake, JsonObject body)
    {
        var root = fake.Settings.DocumentRoot;
        return ((string)body["path"]!).StartsWith($"{root}/", StringComparison.Ordinal)
            ? Results.Json(fake.Content.Add(fake.Content.Storages, body), statusCode: 201)
            : FakeLabelStudio.Refused(
                "non_field_errors",
                $"Absolute local path \"{body["path"]}\" must be a subdirectory of LOCAL_FILES_DOCUMENT_ROOT=\"{root}\"");
    }

    private static IResult Upload(FakeContent content, long project, IFormCollection form)
    {
        if (form.Files.Count > MostFiles)
        {
            return Results.Json(FakeLabelStudio.Problem(400, "Too many files"), statusCode: 400);
        }

        var ids = new JsonArray();
        foreach (var file in form.Files.GroupBy(file => file.Name).Select(files => files.Last()))
        {
            using var copy = new MemoryStream();
            file.CopyTo(copy);
            var path = $"upload/{project}/{content.NextId():x8}-{file.FileName}";
            content.Files[$"/data/{path}"] = copy.ToArray();
            ids.Add((long)content.Add(content.Uploads, new JsonObject { ["project"] = project, ["file"] = path })["id"]!);
        }

        return Results.Json(
            new JsonObject { ["task_count"] = ids.Count, ["file_upload_ids"] = ids, ["annotation_count"] = null },
            statusCode: 201);
    }

    private static IResult Import(FakeContent content, long project, JsonArray tasks)
    {
        var config = XElement.Parse((string)content.Projects[project]["label_config"]!);
        var key = ((string)config.Descendants("Image").First().Attribute("value")!).TrimStart('$');
        if (tasks.FirstOrDefault(task => task!["data"]?[key] is null) is { } bad)
        {
            return FakeLabelStudio.Refused(
                "non_field_errors", $"Error at item {tasks.IndexOf(bad)}: \"{key}\" key is expected in task data");
        }

        var annotations = 0;
        foreach (var task in tasks)
        {
            annotations += Add(content, project, task!);
        }

        content.Projects[project]["task_number"] = content.TasksOf(project).Count;
        return Results.Json(
            new JsonObject { ["task_count"] = tasks.Count, ["annotation_count"] = annotations }, statusCode: 201);
    }

    private static int Add(FakeContent content, long project, JsonNode task)
    {
        var annotations = new JsonArray();
        foreach (var annotation in task["annotations"]?.AsArray() ?? [])
        {
            var row = (JsonObject)annotation!.DeepClone();
            row["id"] = content.NextId();
            row["ground_truth"] ??= true;
            row["completed_by"] ??= 1;
            annotations.Add(row);
        }

        var id = content.AddTask(project, "");
        content.Tasks[id]["data"] = task["data"]!.DeepClone();
        content.Tasks[id]["annotations"] = annotations;
        return annotations.Count;
    }
}
