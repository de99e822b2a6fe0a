using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace NoisyLabels.Testing.LabelStudio;

/// <summary>
/// Predictions: the bulk import checks their content and drops without a word what does not fit; one by one, nothing
/// is checked but the version.
/// </summary>
internal static class FakePredictionRoutes
{
    public static void Map(IEndpointRouteBuilder routes, FakeLabelStudio fake)
    {
        var content = fake.Content;
        routes.MapPost(
            "/api/projects/{id:long}/import/predictions", (long id, JsonArray body) => Import(content, id, body));
        routes.MapPost("/api/predictions", (JsonObject body) =>
            body["model_version"] is null
                ? FakeLabelStudio.Refused("model_version", "This field may not be null.")
                : Results.Json(content.Add(content.Predictions, body), statusCode: 201));
        routes.MapGet("/api/predictions", (long? task, long? project) => Results.Json(
            task is { } only
                ? FakeContent.Where(content.Predictions, "task", only)
                : content.TasksOf(project ?? 0)
                    .SelectMany(row => FakeContent.Where(content.Predictions, "task", (long)row["id"]!))));
        routes.MapDelete("/api/predictions/{id:long}", (long id) =>
            content.Predictions.Remove(id)
                ? Results.NoContent()
                : Results.Json(FakeLabelStudio.Problem(404, "Not found."), statusCode: 404));
    }

    private static IResult Import(FakeContent content, long project, JsonArray body)
    {
        var tasks = content.TasksOf(project).Select(task => (long)task["id"]!).ToHashSet();
        if (body.FirstOrDefault(row => !tasks.Contains((long)row!["task"]!)) is { } foreign)
        {
            return FakeLabelStudio.Refused(
                "non_field_errors",
                $"{foreign.ToJsonString()} contains invalid \"task\" field: corresponding task ID couldn't be "
                + "retrieved from project tasks");
        }

        var config = XElement.Parse((string)content.Projects[project]["label_config"]!);
        var fitting = body.Where(row => Fits(row!, config)).ToList();
        fitting.ForEach(row => content.Add(content.Predictions, row));
        return Results.Json(new JsonObject { ["created"] = fitting.Count }, statusCode: 201);
    }

    private static bool Fits(JsonNode prediction, XElement config) =>
        (prediction["score"] is null || (double)prediction["score"]! is >= 0 and <= 1)
        && prediction["result"]!.AsArray().All(region =>
            config.Descendants("Choices").FirstOrDefault(control =>
                (string?)control.Attribute("name") == (string?)region!["from_name"]) is { } control
            && (string?)control.Attribute("toName") == (string?)region!["to_name"]
            && string.Equals((string?)region["type"], "choices", StringComparison.OrdinalIgnoreCase)
            && region["value"]?["choices"] is JsonArray choices
            && choices.All(choice => choice is JsonValue && Labels(control).Contains((string?)choice)));

    private static IEnumerable<string?> Labels(XElement control) =>
        control.Descendants("Choice").Select(choice =>
            (string?)choice.Attribute("alias") ?? (string?)choice.Attribute("value"));
}
