using NoisyLabels.Contracts.Projects;
using NoisyLabels.LabelStudio.Backend.Webhooks;
using NoisyLabels.Server.Hosting;

namespace NoisyLabels.Server.Backend;

/// <summary>
/// <c>POST /webhook</c>: acknowledged as soon as the event is on disk. An annotator's submit may be waiting for it.
/// </summary>
internal sealed class WebhookEndpoint(ProjectFinder finder)
{
    public async Task<IResult> HandleAsync(HttpRequest request, string? instance)
    {
        var body = await BodyReader.ReadAsync(request);
        var userAgent = request.Headers.UserAgent.ToString();
        var reading = WebhookEvent.Read(body, userAgent);
        if (!reading.IsMessage)
        {
            return SentenceResult.Refused(reading.Problem);
        }

        var delivery = new WebhookDelivery(body.ToArray(), userAgent);
        if (await finder.FindAsync(instance, reading.Message.Project?.Uid) is not { } key)
        {
            return await WithoutProjectAsync(delivery, instance);
        }

        var reply = await finder.Grain(key).Deliver(delivery);
        return reply.Problem is null
            ? BackendEndpoints.Json(new WebhookResponse("ok", reply.Run?.ToString("N")))
            : SentenceResult.Refused(reply.Problem);
    }

    /// <summary>A webhook that sends no payload says that something happened somewhere: every project looks.</summary>
    private async Task<IResult> WithoutProjectAsync(WebhookDelivery delivery, string? instance)
    {
        foreach (var key in await finder.OfInstanceAsync(instance))
        {
            await finder.Grain(key).Deliver(delivery);
        }

        return BackendEndpoints.Json(new WebhookResponse("ok", null));
    }
}
