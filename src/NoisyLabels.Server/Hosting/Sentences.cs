using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using NoisyLabels.LabelStudio.Backend;

namespace NoisyLabels.Server.Hosting;

/// <summary>Failures in words: in the body for programs, in the status line for Label Studio, which shows nothing else.</summary>
internal static class Sentences
{
    public static Task AnswerAsync(HttpContext context, int status, string sentence)
    {
        if (context.Response.HasStarted)
        {
            return Task.CompletedTask;
        }

        context.Response.StatusCode = status;
        context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = ReasonPhrase.Of(sentence);
        return context.Response.WriteAsJsonAsync(
            new ProblemDetails { Status = status, Title = "NoisyLabels cannot do this.", Detail = sentence },
            options: null,
            contentType: "application/problem+json",
            context.RequestAborted);
    }
}
