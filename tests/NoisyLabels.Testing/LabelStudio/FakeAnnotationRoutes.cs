using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace NoisyLabels.Testing.LabelStudio;

/// <summary>Annotations that are made and removed one by one.</summary>
internal static class FakeAnnotationRoutes
{
    public static void Map(IEndpointRouteBuilder routes, FakeLabelStudio fake)
    {
        var content = fake.Content;
        routes.MapPost("/api/tasks/{task:long}/annotations", (long task, JsonObject body) =>
        {
            if (!content.Tasks.TryGetValue(task, out var row))
            {
                return NotFound();
            }

            body["id"] = content.NextId();
            body["task"] = task;
            body["created_at"] = $"{fake.Settings.Clock.GetUtcNow():O}";
            body["updated_at"] = (string?)body["created_at"];
            row["annotations"]!.AsArray().Add(body.DeepClone());
            return Results.Json(body, statusCode: 201);
        });
        routes.MapDelete("/api/annotations/{id:long}", (long id) =>
        {
            foreach (var annotations in content.Tasks.Values.Select(task => task["annotations"]!.AsArray()))
            {
                if (annotations.FirstOrDefault(annotation => (long)annotation!["id"]! == id) is { } found)
                {
                    annotations.Remove(found);
                    return Results.NoContent();
                }
            }

            return NotFound();
        });
    }

    private static IResult NotFound() =>
        Results.Json(FakeLabelStudio.Problem(404, "Not found."), statusCode: 404);
}
