namespace NoisyLabels.Server.Hosting;

/// <summary>A failure in words, as the result of an endpoint.</summary>
internal sealed class SentenceResult(int status, string sentence) : IResult
{
    public static SentenceResult Refused(string sentence) => new(StatusCodes.Status400BadRequest, sentence);

    public static SentenceResult NotFound(string sentence) => new(StatusCodes.Status404NotFound, sentence);

    public Task ExecuteAsync(HttpContext httpContext) => Sentences.AnswerAsync(httpContext, status, sentence);
}
