using NoisyLabels.Learning;

namespace NoisyLabels.Server.Hosting;

/// <summary>The one place where exceptions of requests end.</summary>
internal sealed partial class FailureSentences(RequestDelegate next, ILogger<FailureSentences> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
        catch (BadHttpRequestException e)
        {
            await Sentences.AnswerAsync(context, e.StatusCode, e.Message);
        }
        catch (UserErrorException e)
        {
            await Sentences.AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, e.Message);
        }
        catch (Exception e)
        {
            // A silo that starts, stops or takes over refuses calls for some seconds: worth another try.
            LogFailure(e, context.Request.Method, context.Request.Path);
            await Sentences.AnswerAsync(
                context,
                StatusCodes.Status503ServiceUnavailable,
                $"The server cannot do this at the moment ({e.GetType().Name}); try again, and see its log.");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private partial void LogFailure(Exception exception, string method, PathString path);
}
