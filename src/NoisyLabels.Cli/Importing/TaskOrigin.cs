using NoisyLabels.LabelStudio.Api;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Cli.Importing;

/// <summary>Where an imported task came from.</summary>
/// <param name="TaskId">Its number.</param>
/// <param name="FileName">Path below the dataset's root, forward slashes.</param>
internal sealed record TaskOrigin(long TaskId, string FileName, string? Sha256, string? GivenLabel)
{
    private const int PageSize = 500;

    /// <summary>The origins of all tasks that remember a file, in the order of the project.</summary>
    /// <exception cref="UserErrorException">They cannot be listed.</exception>
    public static async Task<IReadOnlyList<TaskOrigin>> ReadAllAsync(
        LabelStudioClient client, long project, CancellationToken token) =>
        (await ReadAsync(client, project, token)).Origins;

    /// <summary>The same, and how many tasks remember none.</summary>
    /// <exception cref="UserErrorException">They cannot be listed.</exception>
    public static async Task<(IReadOnlyList<TaskOrigin> Origins, int Foreign)> ReadAsync(
        LabelStudioClient client, long project, CancellationToken token)
    {
        var origins = new List<TaskOrigin>();
        var tasks = 0;
        for (var page = 1; ; page++)
        {
            var answer = await client.Tasks.ReadPageAsync(project, page, PageSize, cancellation: token);
            if (!answer.IsSuccess)
            {
                throw new UserErrorException(answer.Problem.Message);
            }

            origins.AddRange(answer.Value.Tasks.Select(Of).OfType<TaskOrigin>());
            tasks += answer.Value.Tasks.Count;
            if (answer.Value.Tasks.Count < PageSize)
            {
                return (origins, tasks - origins.Count);
            }
        }
    }

    private static TaskOrigin? Of(TaskRecord task) =>
        task.Id is { } id && task.Data.Text(TaskKeys.FileName) is { } file
            ? new TaskOrigin(id, file, task.Data.Text(TaskKeys.Sha256), task.Data.Text(TaskKeys.GivenLabel))
            : null;
}
