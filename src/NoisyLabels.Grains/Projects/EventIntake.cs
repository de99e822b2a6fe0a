using NoisyLabels.Contracts;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.LabelStudio.Annotations;
using NoisyLabels.LabelStudio.Backend.Webhooks;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Grains.Projects;

/// <summary>
/// From what Label Studio says to rows: each message is one transaction, and costs the same however large the project.
/// </summary>
internal sealed class EventIntake(Database database, ProjectKey key, TimeProvider clock)
{
    /// <returns>How many annotations and how many tasks say something new.</returns>
    public Task<(int Annotations, int Tasks)> SaveAsync(AnnotationsSaved saved) => database.WriteAsync(async session =>
    {
        var now = clock.GetUtcNow();
        var changedTasks = await SaveLivingAsync(session, saved.Tasks, now);
        var changes = 0;
        foreach (var annotation in saved.Annotations.Where(annotation => annotation.Id is not null))
        {
            var stored = await AnnotationTable.FindAsync(session, key, annotation.Id!.Value);
            var change = AnnotationChange.Save(stored, annotation, now);
            if (change.Outcome is ChangeOutcome.Late || await IsOfDeletedTaskAsync(session, annotation))
            {
                continue;
            }

            await AnnotationTable.SaveAsync(session, key, change.Entry!);
            changes += change.Outcome is ChangeOutcome.Applied ? 1 : 0;
            if (change.ClearsOtherStars && annotation.TaskId is { } task)
            {
                await AnnotationTable.ClearOtherStarsAsync(session, key, task, change.Entry!.Id);
            }
        }

        return (changes, changedTasks);
    });

    /// <returns>How many annotations are gone.</returns>
    public Task<int> DeleteAsync(AnnotationsDeleted deleted) => database.WriteAsync(async session =>
    {
        var now = clock.GetUtcNow();
        var changes = 0;
        foreach (var id in deleted.AnnotationIds)
        {
            var change = AnnotationChange.Delete(await AnnotationTable.FindAsync(session, key, id), id, now);
            await AnnotationTable.SaveAsync(session, key, change.Entry!);
            changes += change.Outcome is ChangeOutcome.Applied ? 1 : 0;
        }

        return changes;
    });

    public Task<int> DeleteAsync(TasksDeleted deleted) => database.WriteAsync(session =>
        TaskTable.DeleteAsync(session, key, deleted.TaskIds, clock.GetUtcNow()));

    /// <returns>How many tasks are new or changed.</returns>
    public Task<int> CreateAsync(TasksCreated created) => database.WriteAsync(session =>
        TaskTable.SaveAsync(session, key, created.Tasks, clock.GetUtcNow()));

    /// <summary>Tasks with all their annotations: what they lack was deleted.</summary>
    /// <param name="began">When the message was made, by our clock: what arrived later is newer than it.</param>
    /// <returns>How many annotations and how many tasks say something new.</returns>
    public Task<(int Annotations, int Tasks)> CompareAsync(IReadOnlyList<TaskRecord> tasks, DateTimeOffset began) =>
        database.WriteAsync(async session =>
        {
            var now = clock.GetUtcNow();
            var changedTasks = await TaskTable.SaveAsync(session, key, tasks, now);
            long[] ids = [.. tasks.Select(task => task.Id).OfType<long>()];
            var stored = await AnnotationTable.OfTasksAsync(session, key, ids);
            var difference = Reconciliation.Of(
                stored, tasks.Where(task => task.Id is not null).SelectMany(task => task.Annotations), began, now);
            var deleted = difference.Deleted.ToHashSet();
            await AnnotationTable.SaveAsync(session, key,
            [
                .. difference.Saved,
                .. stored.Where(entry => deleted.Contains(entry.Id))
                    .Select(entry => entry with { IsDeleted = true, SeenAt = now }),
            ]);
            return (difference.Saved.Count + difference.Deleted.Count, changedTasks);
        });

    /// <summary>A whole export was compared: what it did not name is gone.</summary>
    public Task<int> EndComparisonAsync(DateTimeOffset began) => database.WriteAsync(session =>
        TaskTable.DeleteUnseenAsync(session, key, began, clock.GetUtcNow()));

    /// <summary>An event about an annotation carries its task; late ones must not bring a deleted task back.</summary>
    private async Task<int> SaveLivingAsync(Session session, IReadOnlyList<TaskRecord> tasks, DateTimeOffset now)
    {
        var living = new List<TaskRecord>();
        foreach (var task in tasks)
        {
            if (task.Id is { } id && !await TaskTable.IsDeletedAsync(session, key, id))
            {
                living.Add(task);
            }
        }

        return await TaskTable.SaveAsync(session, key, living, now);
    }

    private async Task<bool> IsOfDeletedTaskAsync(Session session, AnnotationRecord annotation) =>
        annotation.TaskId is { } task && await TaskTable.IsDeletedAsync(session, key, task);
}
