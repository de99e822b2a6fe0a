using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.LabelStudio.Backend.Webhooks;
using NoisyLabels.Server.Http;
using NoisyLabels.Server.Projects;

namespace NoisyLabels.Server.Backend;

/// <summary>
/// <c>POST /webhook</c>. It sits inside an annotator's submit, so it is acknowledged as soon as the project has it on
/// disk; all that follows from it is done later.
/// </summary>
internal static class WebhookEndpoint
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<IResult> HandleAsync(
        HttpContext context, ProjectGate projects, KnownProjects known, BackendMeter meter, TimeProvider time)
    {
        var body = await RequestBody.ReadAsync(context, RequestBody.Event);
        var reading = WebhookEvent.Read(body, context.Request.Headers.UserAgent.ToString());
        if (!reading.IsMessage)
        {
            return new Refusal(StatusCodes.Status400BadRequest, reading.Problem);
        }

        meter.CountEvent(reading.Message);
        if (reading.Message is UnknownEvent)
        {
            return BackendAnswer.Json(new Acknowledgement(Detail: "This action means nothing here."));
        }

        var instance = InstanceName.Of(context);
        var delivery = new WebhookDelivery(reading.Message);
        if (reading.Message.Project is { Uid: var uid })
        {
            var key = await projects.KeyAsync(instance, uid);
            var reply = await projects.Project(key).Deliver(delivery).WaitAsync(Patience, time, context.RequestAborted);
            return BackendAnswer.Json(new Acknowledgement(Job: reply.Run is { } run ? JobName.Of(key, run) : null));
        }

        // Without its payload the event does not say whose it is: every project of the instance looks for itself.
        ProjectKey[] all = [.. await known.OfAsync(instance)];
        await Task.WhenAll(all.Select(key => projects.Project(key).Deliver(delivery)))
            .WaitAsync(Patience, time, context.RequestAborted);
        return BackendAnswer.Json(new Acknowledgement(
            Detail: $"The event names no project, so {all.Length} projects compare themselves with Label Studio."));
    }
}
