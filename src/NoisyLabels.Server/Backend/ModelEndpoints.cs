using NoisyLabels.Contracts.Training;
using NoisyLabels.Grains.Projects;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.LabelStudio.Backend;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.Server.Hosting;

namespace NoisyLabels.Server.Backend;

/// <summary>The calls about versions and trainings that Label Studio documents, and mostly no longer makes.</summary>
internal sealed class ModelEndpoints(ProjectFinder finder, Database database)
{
    /// <summary>The request names no project, as a rule: then all versions of the instance are meant.</summary>
    public async Task<IResult> VersionsAsync(HttpRequest request, string? instance)
    {
        var reading = VersionsRequest.Read(await BodyReader.ReadAsync(request));
        if (!reading.IsMessage)
        {
            return SentenceResult.Refused(reading.Problem);
        }

        var only = await finder.FindAsync(instance, reading.Message.Project);
        var keys = only is null ? await finder.OfInstanceAsync(instance) : [only];
        var versions = new List<VersionRow>();
        foreach (var key in keys)
        {
            versions.AddRange(await database.ReadAsync(session => VersionTable.ListAsync(session, key)));
        }

        string[] names =
        [
            .. versions.OrderByDescending(version => version.CreatedAt)
                .Select(version => version.ModelVersion).Append(ModelVersions.None).Distinct(),
        ];
        return BackendEndpoints.Json(new VersionsResponse(names));
    }

    public async Task<IResult> JobStatusAsync(HttpRequest request)
    {
        var reading = JobStatusRequest.Read(await BodyReader.ReadAsync(request));
        if (!reading.IsMessage)
        {
            return SentenceResult.Refused(reading.Problem);
        }

        var run = await database.ReadAsync(session => RunTable.FindAsync(session, reading.Message.Job));
        return run is null
            ? SentenceResult.NotFound($"There is no training \"{reading.Message.Job}\".")
            : BackendEndpoints.Json(Status(run));
    }

    public static async Task<IResult> ValidateAsync(HttpRequest request)
    {
        var reading = ValidateRequest.Read(await BodyReader.ReadAsync(request));
        if (!reading.IsMessage)
        {
            return SentenceResult.Refused(reading.Problem);
        }

        var config = LabelConfig.Parse(reading.Message.LabelConfig);
        return BackendEndpoints.Json(new
        {
            Valid = config.Problem is null,
            config.Problem,
            config.LeftAlone,
        });
    }

    public async Task<IResult> DuplicateAsync(HttpRequest request, string? instance)
    {
        var reading = DuplicateModelRequest.Read(await BodyReader.ReadAsync(request));
        if (!reading.IsMessage)
        {
            return SentenceResult.Refused(reading.Problem);
        }

        var source = await finder.FindAsync(instance, reading.Message.Source);
        var target = await finder.FindAsync(instance, reading.Message.Target);
        var problem = await finder.Grain(target!).TakeModelOf(source!);
        return problem is null
            ? BackendEndpoints.Json(new { Status = "ok" })
            : SentenceResult.Refused(problem);
    }

    /// <summary>Its annotations are Label Studio's; what is forgotten is the model.</summary>
    public async Task<IResult> DeleteAsync(HttpRequest request, string? instance)
    {
        var reading = DeleteRequest.Read(await BodyReader.ReadAsync(request));
        if (!reading.IsMessage)
        {
            return SentenceResult.Refused(reading.Problem);
        }

        await finder.Grain((await finder.FindAsync(instance, reading.Message.Project))!).Activate(ModelVersions.None);
        return BackendEndpoints.Json(new { Status = "ok" });
    }

    private static JobStatusResponse Status(RunRow run) => new(
        Enum.Parse<RunPhase>(run.Phase) switch
        {
            RunPhase.Queued => "queued",
            RunPhase.Running => "started",
            RunPhase.Succeeded => "finished",
            _ => "failed",
        },
        run.Phase is nameof(RunPhase.Failed) or nameof(RunPhase.Cancelled)
            ? string.Join(' ', System.Text.Json.JsonSerializer.Deserialize<string[]>(run.Sentences)!)
            : "",
        DateTimeOffset.FromUnixTimeMilliseconds(run.RequestedAt),
        Moment(run.StartedAt),
        Moment(run.EndedAt));

    private static DateTimeOffset? Moment(long? milliseconds) =>
        milliseconds is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
}
