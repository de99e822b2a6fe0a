using System.Text.Json;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Api.Transport;
using NoisyLabels.LabelStudio.Json;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>Projects and their settings.</summary>
public sealed class ProjectCalls
{
    private const int PageSize = 100;
    private const int MaxPages = 1000;

    private readonly Connection _connection;

    internal ProjectCalls(Connection connection) => _connection = connection;

    public Task<ApiResult<ProjectRecord>> GetAsync(long id, CancellationToken cancellation = default) =>
        _connection.AskAsync(Call.Get($"api/projects/{id}"), Read, cancellation);

    /// <summary>Lists all projects that the key's user can see.</summary>
    public async Task<ApiResult<IReadOnlyList<ProjectRecord>>> ListAsync(CancellationToken cancellation = default)
    {
        var all = new List<ProjectRecord>();
        for (var page = 1; page <= MaxPages; page++)
        {
            var result = await _connection
                .AskAsync(Call.Get($"api/projects/?page={page}&page_size={PageSize}"), Page, cancellation)
                .ConfigureAwait(false);
            if (!result.IsSuccess)
            {
                return ApiResults.Fail<IReadOnlyList<ProjectRecord>>(result.Problem);
            }

            all.AddRange(result.Value.Projects);
            if (!result.Value.HasNext || result.Value.Projects.Count == 0)
            {
                break;
            }
        }

        return ApiResults.Of<IReadOnlyList<ProjectRecord>>(all);
    }

    public Task<ApiResult<ProjectRecord>> CreateAsync(NewProject project, CancellationToken cancellation = default) =>
        _connection.AskAsync(Call.Post("api/projects/", project), Read, cancellation);

    /// <summary>Changes only what is set; Label Studio tells its webhooks PROJECT_UPDATED.</summary>
    public Task<ApiResult<ProjectRecord>> ChangeAsync(
        long id, PredictionSettings settings, CancellationToken cancellation = default) =>
        _connection.AskAsync(Call.Patch($"api/projects/{id}", settings), Read, cancellation);

    private static ProjectRecord? Read(JsonElement project) => ProjectRecord.Read(project);

    private static ProjectPage? Page(JsonElement answer) =>
        Connection.ReadRows(answer, Read) is { } projects
            ? new ProjectPage(projects, answer.Property("next") is not null)
            : null;

    private sealed record ProjectPage(IReadOnlyList<ProjectRecord> Projects, bool HasNext);
}

/// <param name="Title">Three to fifty characters.</param>
/// <param name="LabelConfig">The labelling configuration, XML.</param>
public sealed record NewProject(string Title, string LabelConfig)
{
    public const int MinTitleLength = 3;
    public const int MaxTitleLength = 50;

    public string Description { get; init; } = "";
}

/// <summary>Settings of a project that have to do with predictions; null leaves one as it is.</summary>
public sealed record PredictionSettings
{
    /// <summary>Predict tasks without prediction when a list of tasks is opened.</summary>
    public bool? EvaluatePredictionsAutomatically { get; init; }

    /// <summary>Show predictions to annotators; false clears <see cref="ModelVersion"/>.</summary>
    public bool? ShowCollabPredictions { get; init; }

    /// <summary>Title of a connected backend, or a version of stored predictions; others are refused.</summary>
    public string? ModelVersion { get; init; }
}
