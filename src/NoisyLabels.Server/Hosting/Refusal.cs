using System.Reflection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using NoisyLabels.LabelStudio.Backend;

namespace NoisyLabels.Server.Hosting;

/// <summary>
/// A request that is not done, with one sentence that says why: as problem details (RFC 9457), and as the reason
/// phrase, because that is all that Label Studio shows.
/// </summary>
/// <param name="status">400 to 499, or 503.</param>
/// <param name="sentence">It holds no secret.</param>
internal sealed class Refusal(int status, string sentence) : IResult, IEndpointMetadataProvider
{
    public int Status => status;

    public string Sentence => sentence;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        httpContext.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = ReasonPhrase.Of(sentence);
        var problem = new ProblemDetails
        {
            Status = status,
            Title = ReasonPhrases.GetReasonPhrase(status),
            Detail = sentence,
        };
        return response.WriteAsJsonAsync(
            problem, options: null, contentType: "application/problem+json", httpContext.RequestAborted);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(
            StatusCodes.Status400BadRequest, typeof(ProblemDetails), ["application/problem+json"]));
}
