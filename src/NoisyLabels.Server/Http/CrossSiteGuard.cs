namespace NoisyLabels.Server.Http;

/// <summary>
/// Refuses what a page of another site wants to change: browsers say where a request comes from, and Label Studio is no
/// browser.
/// </summary>
internal sealed class CrossSiteGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        !HttpMethods.IsGet(context.Request.Method)
        && !HttpMethods.IsHead(context.Request.Method)
        && context.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site"
            ? new Refusal(403, "A page of another site may not change anything here.").ExecuteAsync(context)
            : next(context);
}
