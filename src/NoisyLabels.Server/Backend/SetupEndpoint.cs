using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.LabelStudio.Backend;
using NoisyLabels.Server.Http;
using NoisyLabels.Server.Projects;

namespace NoisyLabels.Server.Backend;

/// <summary><c>POST /setup</c>: on connecting, before every prediction run, when the Model page is opened.</summary>
internal static class SetupEndpoint
{
    /// <summary>Label Studio hangs up after 3 s, and then shows no reason.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    public static async Task<IResult> HandleAsync(HttpContext context, ProjectGate projects, TimeProvider time)
    {
        var reading = SetupRequest.Read(await RequestBody.ReadAsync(context, RequestBody.Small));
        if (!reading.IsMessage)
        {
            return new Refusal(StatusCodes.Status400BadRequest, reading.Problem);
        }

        var request = reading.Message;
        if (request.Project is null)
        {
            return BackendAnswer.Json(new SetupResponse(ModelVersions.None));
        }

        var key = await projects.KeyAsync(InstanceName.Of(context), request.Project);
        var reply = await projects.Project(key)
            .Setup(new SetupCommand(
                request.LabelConfig, request.Hostname, Title: null, request.AccessToken?.Reveal()))
            .WaitAsync(Patience, time, context.RequestAborted);
        return BackendAnswer.Json(new SetupResponse(reply.ModelVersion));
    }
}
