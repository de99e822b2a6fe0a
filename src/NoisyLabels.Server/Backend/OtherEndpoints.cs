using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.LabelStudio.Backend;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.Server.Http;
using NoisyLabels.Server.Projects;

namespace NoisyLabels.Server.Backend;

/// <summary>Answers calls that are rare, or that no current Label Studio makes.</summary>
internal static class OtherEndpoints
{
    /// <summary>Lists the versions of the project; of all projects of the instance when the request names none.</summary>
    public static async Task<IResult> VersionsAsync(HttpContext context, ProjectGate projects, KnownProjects known)
    {
        var reading = VersionsRequest.Read(await RequestBody.ReadAsync(context, RequestBody.Small));
        if (!reading.IsMessage)
        {
            return new Refusal(StatusCodes.Status400BadRequest, reading.Problem);
        }

        var instance = InstanceName.Of(context);
        IEnumerable<ProjectKey> keys = reading.Message.Project is { } uid
            ? [await projects.KeyAsync(instance, uid)]
            : await known.OfAsync(instance);
        var states = await Task.WhenAll(keys.Select(key => projects.Project(key).GetStatus()));
        string[] versions =
            [.. states.Select(state => state.ModelVersion).Distinct().OrderDescending(StringComparer.Ordinal)];
        return BackendAnswer.Json(new VersionsResponse(versions is [] ? [ModelVersions.None] : versions));
    }

    public static async Task<IResult> JobStatusAsync(HttpContext context, ProjectGate projects)
    {
        var reading = JobStatusRequest.Read(await RequestBody.ReadAsync(context, RequestBody.Small));
        if (!reading.IsMessage)
        {
            return new Refusal(StatusCodes.Status400BadRequest, reading.Problem);
        }

        if (JobName.Parse(reading.Message.Job) is not { } job)
        {
            return new Refusal(
                StatusCodes.Status404NotFound, "There is no such job; the answer to /train names the job of a training.");
        }

        var status = await projects.Project(await projects.KeyAsync(InstanceName.Of(context), job.Project))
            .GetStatus();
        return status.Run is { } run && run.Run == job.Run
            ? BackendAnswer.Json(Answer(run))
            : new Refusal(
                StatusCodes.Status404NotFound, "The project has trained again since, so that job is no longer known.");
    }

    public static async Task<IResult> ValidateAsync(HttpContext context)
    {
        var reading = ValidateRequest.Read(await RequestBody.ReadAsync(context, RequestBody.Small));
        if (!reading.IsMessage)
        {
            return new Refusal(StatusCodes.Status400BadRequest, reading.Problem);
        }

        var config = LabelConfig.Parse(reading.Message.LabelConfig);
        return BackendAnswer.Json(new ValidateAnswer(
            config.Problem is null,
            config.Problem,
            [.. config.Controls.Select(control => control.Name)],
            config.LeftAlone));
    }

    /// <summary>Gives the target the model of the source, when the target has none and the same classes.</summary>
    public static async Task<IResult> DuplicateModelAsync(HttpContext context, ProjectGate projects)
    {
        var reading = DuplicateModelRequest.Read(await RequestBody.ReadAsync(context, RequestBody.Small));
        if (!reading.IsMessage)
        {
            return new Refusal(StatusCodes.Status400BadRequest, reading.Problem);
        }

        var instance = InstanceName.Of(context);
        var source = await projects.KeyAsync(instance, reading.Message.Source);
        var target = await projects.KeyAsync(instance, reading.Message.Target);
        return BackendAnswer.Json(new Acknowledgement(
            Detail: await projects.Project(target).BeginWith(source) is { } problem
                ? $"Nothing was copied. {problem}"
                : $"Project {target.Id} begins with the model of project {source.Id}."));
    }

    public static async Task<IResult> DeleteAsync(HttpContext context, ProjectGate projects)
    {
        var reading = DeleteRequest.Read(await RequestBody.ReadAsync(context, RequestBody.Small));
        if (!reading.IsMessage)
        {
            return new Refusal(StatusCodes.Status400BadRequest, reading.Problem);
        }

        await projects.Project(await projects.KeyAsync(InstanceName.Of(context), reading.Message.Project)).Disconnect();
        return BackendAnswer.Json(new Acknowledgement(
            Detail: "The project's work stops; what was learned is kept until its owner deletes it here."));
    }

    private static JobStatusResponse Answer(RunStatus run) => new(
        run.Phase switch
        {
            RunPhase.Queued => "queued",
            RunPhase.Running => "started",
            RunPhase.Succeeded => "finished",
            _ => "failed",
        },
        run.Phase is RunPhase.Failed or RunPhase.Cancelled ? string.Join(' ', run.Sentences) : "",
        run.RequestedAt,
        run.StartedAt,
        run.EndedAt);

    internal sealed record ValidateAnswer(
        bool IsValid, string? Problem, IReadOnlyList<string> Controls, IReadOnlyList<string> LeftAlone);
}
