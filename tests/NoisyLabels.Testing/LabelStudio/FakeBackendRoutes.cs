using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace NoisyLabels.Testing.LabelStudio;

/// <summary>Rows of ML backends and webhooks, with the address guard and the check of host names.</summary>
internal static partial class FakeBackendRoutes
{
    public static void Map(IEndpointRouteBuilder routes, FakeLabelStudio fake)
    {
        var content = fake.Content;
        routes.MapGet("/api/ml", (long project) =>
            Results.Json(FakeContent.Where(content.Backends, "project", project)));
        routes.MapPost("/api/ml", (JsonObject body) => Connect(fake, body));
        routes.MapPatch("/api/ml/{id:long}", (long id, JsonObject body) =>
            body["url"] is null
                ? Results.Json(FakeLabelStudio.Problem(500, "missing 1 required argument: 'url'"), statusCode: 500)
                : Change(content.Backends, id, body));
        routes.MapPost("/api/ml/{id:long}/predict/test", (long id) =>
            Results.Json(new JsonObject { ["status"] = 200, ["task"] = new JsonObject { ["id"] = 5 } }));
        routes.MapGet("/api/webhooks", (long project) =>
            Results.Json(FakeContent.Where(content.Webhooks, "project", project)));
        routes.MapPost("/api/webhooks", (JsonObject body) => Refusal(fake, body) ?? Subscribe(content, body));
        routes.MapPatch("/api/webhooks/{id:long}", (long id, JsonObject body) =>
        {
            body["actions"] ??= new JsonArray();
            return Change(content.Webhooks, id, body);
        });
    }

    private static IResult Connect(FakeLabelStudio fake, JsonObject body)
    {
        var content = fake.Content;
        if (IsGuarded(fake, body))
        {
            if (fake.Settings.KeepsGuardedRow)
            {
                AddBackend(content, body);
            }

            return Guarded();
        }

        var row = AddBackend(content, body);
        var webhook = $"{((string)body["url"]!).TrimEnd('/')}/webhook";
        if (HostName().IsMatch(webhook))
        {
            Subscribe(content, new JsonObject
            {
                ["url"] = webhook,
                ["project"] = (long)body["project"]!,
                ["send_for_all_actions"] = true,
            });
        }

        return Results.Json(row, statusCode: 201);
    }

    private static JsonObject AddBackend(FakeContent content, JsonObject body)
    {
        var row = content.Add(content.Backends, body);
        row.Remove("basic_auth_pass");
        row["state"] = "CO";
        row["model_version"] = "v1";
        return row;
    }

    private static IResult? Refusal(FakeLabelStudio fake, JsonObject body) =>
        !HostName().IsMatch((string)body["url"]!) ? FakeLabelStudio.Refused("url", "Enter a valid URL.")
        : IsGuarded(fake, body) ? Guarded()
        : null;

    private static IResult Subscribe(FakeContent content, JsonObject body)
    {
        body["send_payload"] ??= true;
        body["send_for_all_actions"] ??= true;
        body["is_active"] ??= true;
        body["actions"] ??= new JsonArray();
        body["headers"] ??= new JsonObject();
        return Results.Json(content.Add(content.Webhooks, body), statusCode: 201);
    }

    private static IResult Change(SortedDictionary<long, JsonObject> rows, long id, JsonObject body)
    {
        if (!rows.TryGetValue(id, out var row))
        {
            return Results.Json(FakeLabelStudio.Problem(404, "Not found."), statusCode: 404);
        }

        foreach (var (key, value) in body)
        {
            row[key] = value?.DeepClone();
        }

        return Results.Json(row);
    }

    private static bool IsGuarded(FakeLabelStudio fake, JsonObject body) =>
        fake.Settings.GuardsAddresses && new Uri((string)body["url"]!).IsLoopback;

    private static IResult Guarded() => Results.Json(
        FakeLabelStudio.Problem(403, "URL resolves to a reserved network address (block: 127.0.0.0/8)"),
        statusCode: 403);

    /// <summary>localhost, numbers, or a name with a dot: what Django takes for a URL.</summary>
    [GeneratedRegex(@"^https?://(localhost|[\w-]+(\.[\w-]+)+)(:\d+)?(/|$)")]
    private static partial Regex HostName();
}
