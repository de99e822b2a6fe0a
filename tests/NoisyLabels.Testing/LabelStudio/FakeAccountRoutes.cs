using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace NoisyLabels.Testing.LabelStudio;

internal static class FakeAccountRoutes
{
    public static void Map(IEndpointRouteBuilder routes, FakeLabelStudio fake)
    {
        routes.MapGet("/health", () => Json("""{"status": "UP"}"""));
        routes.MapGet("/api/version", () => Json("""{"release": "1.23.2", "edition": "Community"}"""));
        routes.MapGet("/api/current-user/whoami", () => Json(User));
        routes.MapGet("/api/users", () => Json($"[{User}]"));
        routes.MapPost("/api/token/refresh", (JsonNode body) => fake.Access.Refresh(body));
    }

    private static string User => """
        {"id": 1, "first_name": "Ada", "last_name": "", "email": "ada@example.com", "active_organization": 1}
        """;

    private static IResult Json(string text) => Results.Text(text, "application/json");
}
