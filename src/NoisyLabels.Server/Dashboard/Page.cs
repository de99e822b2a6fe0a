using System.Text.Encodings.Web;
using System.Text.Unicode;
using RazorSlices;

namespace NoisyLabels.Server.Dashboard;

/// <summary>A page for people: it loads nothing from other sites, and no name in it becomes markup or script.</summary>
internal sealed class Page(RazorSlice slice) : IResult
{
    private const string Policy =
        "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (slice)
        {
            var response = httpContext.Response;
            response.ContentType = "text/html; charset=utf-8";
            response.Headers.ContentSecurityPolicy = Policy;
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers.CacheControl = "no-store";
            response.Headers["Referrer-Policy"] = "no-referrer";
            await using var writer = new StringWriter();
            await slice.RenderAsync(writer, Encoder);
            await response.WriteAsync(writer.ToString(), httpContext.RequestAborted);
        }
    }
}
