using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace NoisyLabels.Testing.LabelStudio;

/// <summary>Uploads, local files and the resolver of cloud addresses; below /public, files without log-in.</summary>
internal static class FakeFileRoutes
{
    public static void Map(IEndpointRouteBuilder routes, FakeLabelStudio fake)
    {
        var content = fake.Content;
        routes.MapGet("/data/upload/{**path}", (HttpRequest request) =>
            File(content, request.Path.Value!) ?? Results.StatusCode(500));
        routes.MapGet("/data/local-files", (string d) =>
            File(content, $"/data/local-files/?d={d}") ?? Results.StatusCode(404));
        routes.MapGet("/tasks/{task:long}/presign", (string fileuri) => Resolve(content, fileuri));
        routes.MapGet("/tasks/{task:long}/resolve", (string fileuri) => Resolve(content, fileuri));
        routes.MapGet("/public/{**path}", (HttpRequest request) => Public(content, request));
        routes.MapGet("/signed/{**path}", (HttpRequest request) => Public(content, request));
    }

    private static IResult Public(FakeContent content, HttpRequest request) =>
        content.Redirects.TryGetValue(request.Path.Value!, out var target)
            ? Results.Redirect(target)
            : File(content, request.Path.Value!) ?? Results.StatusCode(404);

    /// <summary>303 to a signed address; 404 where no storage of the project has it.</summary>
    private static IResult Resolve(FakeContent content, string encoded)
    {
        var address = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(encoded));
        return content.Redirects.TryGetValue(address, out var target)
            ? new SeeOther(target)
            : Results.StatusCode(404);
    }

    private static IResult? File(FakeContent content, string path) =>
        content.Files.TryGetValue(path, out var bytes)
            ? Results.Bytes(bytes, path.EndsWith(".html", StringComparison.Ordinal) ? "text/html" : "image/png")
            : null;

    private sealed class SeeOther(string target) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = target;
            return Task.CompletedTask;
        }
    }
}
