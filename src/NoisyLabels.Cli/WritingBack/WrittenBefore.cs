using NoisyLabels.Cli.Connecting;
using NoisyLabels.LabelStudio.Api.Calls;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Cli.WritingBack;

/// <summary>What earlier runs have written into a project: found again by its marks, and taken back.</summary>
internal sealed class WrittenBefore(LabelStudioAccess access, long project)
{
    private const int PageSize = 500;

    /// <summary>Tasks that have a correction of this form.</summary>
    public async Task<IReadOnlySet<long>> TasksAsync(WriteBackForm form, CancellationToken token) =>
        form is WriteBackForm.Predictions
            ? (await PredictionsAsync(token)).Select(prediction => prediction.TaskId!.Value).ToHashSet()
            : (await AnnotationsAsync(token)).Select(annotation => annotation.TaskId!.Value).ToHashSet();

    /// <summary>Removes all of this form, but what somebody has changed since.</summary>
    /// <exception cref="UserErrorException">Label Studio does not do it; what is removed is removed.</exception>
    public async Task<WriteBackSummary> UndoAsync(
        WriteBackForm form, bool isDryRun, IProgress<WorkProgress> progress, CancellationToken token)
    {
        var left = new List<string>();
        var ids = new List<long>();
        if (form is WriteBackForm.Predictions)
        {
            ids.AddRange((await PredictionsAsync(token)).Select(prediction => prediction.Id));
        }
        else
        {
            var annotations = await AnnotationsAsync(token);
            ids.AddRange(annotations.Where(one => !Marks.IsEdited(one)).Select(one => one.Id!.Value));
            left.AddRange(annotations.Where(Marks.IsEdited).Select(one =>
                $"Task {one.TaskId}: annotation {one.Id} was changed since by somebody, so it stays."));
        }

        foreach (var (index, id) in ids.Index().Where(_ => !isDryRun))
        {
            var problem = form is WriteBackForm.Predictions
                ? await access.Client.Predictions.DeleteAsync(id, token)
                : await access.Client.Annotations.DeleteAsync(id, token);
            if (problem is not null)
            {
                throw new UserErrorException($"{problem.Message} {index:N0} of {ids.Count:N0} were taken back.");
            }

            progress.Report(new WorkProgress("taking back", index + 1, ids.Count, $"{form}".ToLowerInvariant()));
        }

        return new WriteBackSummary(project, form, IsUndo: true, isDryRun, ids.Count, 0, left);
    }

    private async Task<IReadOnlyList<AnnotationRecord>> AnnotationsAsync(CancellationToken token)
    {
        var ours = new List<AnnotationRecord>();
        var read = await access.Client.Exports.ReadAsync(
            project,
            onlyAnnotated: true,
            task =>
            {
                ours.AddRange(task.Annotations.Where(
                    one => one is { Id: not null, TaskId: not null } && Marks.IsOurs(one)));
                return ValueTask.CompletedTask;
            },
            token);
        return read.IsSuccess ? ours : throw new UserErrorException(read.Problem.Message);
    }

    private async Task<IReadOnlyList<StoredPrediction>> PredictionsAsync(CancellationToken token)
    {
        var all = Required(await access.Client.Predictions.OfProjectAsync(project, token));
        var ours = all.Where(one => one.TaskId is not null && Marks.IsOurs(one.ModelVersion)).ToList();
        if (ours.Count == 0)
        {
            return ours;
        }

        // Label Studio 1.8.2 lists the predictions of other projects, too.
        var tasks = new HashSet<long>();
        for (var page = 1; ; page++)
        {
            var answer = await access.Client.Tasks.PageAsync(project, page, PageSize, cancellation: token);
            var rows = Required(answer).Tasks;
            tasks.UnionWith(rows.Select(task => task.Id).OfType<long>());
            if (rows.Count < PageSize)
            {
                return [.. ours.Where(one => tasks.Contains(one.TaskId!.Value))];
            }
        }
    }

    private static T Required<T>(ApiResult<T> result)
        where T : class => result.IsSuccess ? result.Value : throw new UserErrorException(result.Problem.Message);
}
