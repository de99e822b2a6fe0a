using System.Reflection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using NoisyLabels.Contracts.Api;
using NoisyLabels.LabelStudio.Backend;

namespace NoisyLabels.Server.Http;

/// <summary>
/// The answer to a request that is not done, with one sentence that says why: as problem details (RFC 9457), and as
/// the reason phrase, because Label Studio shows nothing else.
/// </summary>
/// <param name="status">400 to 499, or 503.</param>
/// <param name="sentence">Holds no secret.</param>
internal sealed class Refusal(int status, string sentence) : IResult, IEndpointMetadataProvider
{
    /// <summary>The address names a project that never called this backend.</summary>
    public static Refusal NoProject { get; } = new(
        StatusCodes.Status404NotFound,
        "No such project has been heard of; connect it to this backend in Label Studio first.");

    public int Status => status;

    public string Sentence => sentence;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        httpContext.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = ReasonPhrase.Of(sentence);
        return response.WriteAsJsonAsync(
            new ProblemDetails(ReasonPhrases.GetReasonPhrase(status), status, sentence),
            options: null,
            ProblemDetails.ContentType,
            httpContext.RequestAborted);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(
            StatusCodes.Status400BadRequest, typeof(ProblemDetails), [ProblemDetails.ContentType]));
}
