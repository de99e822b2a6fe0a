using Microsoft.AspNetCore.Http.Features;

namespace NoisyLabels.Server.Http;

/// <summary>Answers whatever goes wrong with a JSON object that holds a sentence, never a stack trace.</summary>
internal static partial class ErrorAnswers
{
    public static void UseErrorAnswers(this WebApplication app)
    {
        app.Use(AnswerAsync);
        app.UseStatusCodePages(pages => Explain(pages.HttpContext).ExecuteAsync(pages.HttpContext));
    }

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await Explain(context, e).ExecuteAsync(context);
        }
    }

    private static Refusal Explain(HttpContext context, Exception e)
    {
        if (e is BadHttpRequestException bad)
        {
            return bad.StatusCode is StatusCodes.Status413PayloadTooLarge
                ? new(bad.StatusCode, TooLarge(context))
                : new(StatusCodes.Status400BadRequest, "The request could not be read to its end.");
        }

        var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("NoisyLabels.Requests");
        LogFailed(logger, context.Request.Method, context.Request.Path, e);
        return new(
            StatusCodes.Status503ServiceUnavailable,
            e is TimeoutException
                ? "The project did not answer in time; try again in a moment."
                : "The request failed inside the server; try again, and look at the server's log when it stays so.");
    }

    private static string TooLarge(HttpContext context) =>
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize is { } max
            ? $"The body is larger than the {max >> 20} MB that this address takes."
            : "The body is larger than this address takes.";

    private static Refusal Explain(HttpContext context) => context.Response.StatusCode switch
    {
        404 => new(404, "There is nothing at this address. The backend's URL for Label Studio is the address of this "
            + "server, with at most one name behind it, as in http://host:9090/team-a."),
        405 => new(405, $"This address does not take {Name(context.Request.Method)}."),
        415 => new(415, "The body has to be JSON, with the content type application/json."),
        var status and < 500 => new(status, "The request could not be understood."),
        _ => new(503, "The request failed inside the server; look at its log for the reason."),
    };

    /// <summary>The sender may write any text as the method, and not every text is fit to be repeated.</summary>
    private static string Name(string method) =>
        method is "GET" or "POST" or "PUT" or "DELETE" or "PATCH" or "HEAD" or "OPTIONS" ? method : "this method";

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed.")]
    private static partial void LogFailed(ILogger logger, string method, string path, Exception e);
}
