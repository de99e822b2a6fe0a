using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Images;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.LabelStudio.Annotations;
using NoisyLabels.LabelStudio.Backend.Webhooks;
using NoisyLabels.LabelStudio.Labeling;
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
        var dead = await DeadAsync(
            session, saved.Tasks.Select(task => task.Id).Concat(saved.Annotations.Select(one => one.TaskId)));
        var changedTasks = await SaveLivingAsync(session, saved.Tasks, dead, now);
        var changes = 0;
        foreach (var annotation in saved.Annotations.Where(annotation => annotation.Id is not null))
        {
            var stored = await AnnotationTable.FindAsync(session, key, annotation.Id!.Value);
            var change = AnnotationChange.Save(stored, annotation, now);
            if (change.Outcome is ChangeOutcome.Late || (annotation.TaskId is { } its && dead.Contains(its)))
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
    public Task<int> CreateAsync(TasksCreated created) => database.WriteAsync(async session =>
    {
        var dead = await DeadAsync(session, created.Tasks.Select(task => task.Id));
        return await SaveLivingAsync(session, created.Tasks, dead, clock.GetUtcNow());
    });

    /// <summary>Tasks with all their annotations: what they lack was deleted.</summary>
    /// <param name="began">When the message was made, by our clock: what arrived later is newer than it.</param>
    /// <param name="canRevive">
    /// What was deleted before the message was made is there again when it says so: true of an export, false of all
    /// else, for Label Studio gives no number twice.
    /// </param>
    /// <returns>How many annotations and how many tasks say something new.</returns>
    public Task<(int Annotations, int Tasks)> CompareAsync(
        IReadOnlyList<TaskRecord> tasks, DateTimeOffset began, bool canRevive) =>
        database.WriteAsync(async session =>
        {
            var now = clock.GetUtcNow();
            long[] ids = [.. tasks.Select(task => task.Id).OfType<long>()];
            var dead = await TaskTable.DeadAsync(session, key, ids, canRevive ? began : DateTimeOffset.UnixEpoch);
            TaskRecord[] living = [.. tasks.Where(task => task.Id is { } id && !dead.Contains(id))];
            var changedTasks = await TaskTable.SaveAsync(session, key, living, now);
            var named = living.SelectMany(task => task.Annotations).ToList();
            var stored = (await AnnotationTable.OfTasksAsync(session, key, [.. living.Select(task => task.Id!.Value)]))
                .Concat(await AnnotationTable.FindAsync(
                    session, key, [.. named.Select(annotation => annotation.Id).OfType<long>()]))
                .DistinctBy(entry => entry.Id).ToList();
            var known = stored.ToDictionary(entry => entry.Id);
            var difference = Reconciliation.Compare(
                stored,
                canRevive ? named : named.Select(annotation => Newest(annotation, known)).OfType<AnnotationRecord>(),
                began,
                now);
            var deleted = difference.Deleted.ToHashSet();
            await AnnotationTable.SaveAsync(session, key,
            [
                .. difference.Saved,
                .. stored.Where(entry => deleted.Contains(entry.Id))
                    .Select(entry => entry with { IsDeleted = true, SeenAt = now }),
            ]);
            return (difference.Saved.Count + difference.Deleted.Count, changedTasks);
        });

    /// <summary>What became of images whose addresses are still those that the tasks name.</summary>
    /// <returns>Those that were kept.</returns>
    public Task<IReadOnlyList<ImageRecord>> SaveImagesAsync(IReadOnlyList<ImageRecord> images, LabelConfig config) =>
        database.WriteAsync<IReadOnlyList<ImageRecord>>(async session =>
        {
            var tasks = (await TaskTable.FindAsync(session, key, [.. images.Select(image => image.TaskId)]))
                .ToDictionary(task => task.TaskId);
            ImageRecord[] current =
            [
                .. images.Where(image => tasks.TryGetValue(image.TaskId, out var task)
                    && (TaskImages.AddressOf(config, task.Parsed()) ?? "") == image.Address),
            ];
            await TaskTable.SaveImagesAsync(session, key, current, clock.GetUtcNow());
            return current;
        });

    /// <summary>A whole export was compared: what it did not name is gone.</summary>
    public Task<int> EndComparisonAsync(DateTimeOffset began) => database.WriteAsync(session =>
        TaskTable.DeleteUnseenAsync(session, key, began, clock.GetUtcNow()));

    /// <summary>What is kept, where that is newer than a message that may be late; null where it was deleted.</summary>
    private static AnnotationRecord? Newest(
        AnnotationRecord annotation, Dictionary<long, StoredAnnotation> known) =>
        annotation.Id is not { } id || known.GetValueOrDefault(id) is not { } entry ? annotation
        : entry.IsDeleted ? null
        : entry.Annotation?.UpdatedAt > annotation.UpdatedAt ? entry.Annotation
        : annotation;

    /// <summary>An event about an annotation carries its task; late ones do not bring a deleted task back.</summary>
    private Task<int> SaveLivingAsync(
        Session session, IReadOnlyList<TaskRecord> tasks, IReadOnlySet<long> dead, DateTimeOffset now) =>
        TaskTable.SaveAsync(session, key, tasks.Where(task => task.Id is { } id && !dead.Contains(id)), now);

    /// <summary>The deleted ones among the tasks of a message; asked once a message.</summary>
    private Task<IReadOnlySet<long>> DeadAsync(Session session, IEnumerable<long?> tasks) =>
        TaskTable.DeadAsync(session, key, [.. tasks.OfType<long>().Distinct()], DateTimeOffset.UnixEpoch);
}
