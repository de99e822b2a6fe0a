using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Storage.Tables;

namespace NoisyLabels.Grains.Tests.Storage.Tables;

public sealed class TaskTableTests(PostgresServer postgres)
{
    private static readonly string Hash = new('a', 64);

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Only_new_and_changed_tasks_count_as_news(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        Assert.Equal(2, await store.SaveTasksAsync(Store.Task(1), Store.Task(2)));
        Assert.Equal(0, await store.SaveTasksAsync(Store.Task(1), Store.Task(2)));
        Assert.Equal(1, await store.SaveTasksAsync(Store.Task(1), Store.Task(2, "/data/upload/other.png")));
        Assert.Equal(["""{"image":"/data/upload/1.png"}""", """{"image":"/data/upload/other.png"}"""],
            (await store.ReadAsync(session => TaskTable.ListAsync(session, Store.Key))).Select(task => task.Data));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_task_that_a_message_names_twice_is_kept_as_it_is_named_last(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        Assert.Equal(1, await store.SaveTasksAsync(Store.Task(1, "first.png"), Store.Task(1, "last.png")));
        var task = Assert.Single(await store.ReadAsync(session => TaskTable.ListAsync(session, Store.Key)));
        Assert.Equal("""{"image":"last.png"}""", task.Data);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_image_record_stays_until_the_data_of_its_task_change(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await store.SaveTasksAsync(Store.Task(1), Store.Task(2));
        await SaveImagesAsync(store, new(1, "1.png", Hash, null, false), new(2, "x", null, "Gone.", false));
        await store.SaveTasksAsync(Store.Task(1), Store.Task(2));

        var kept = await store.ReadAsync(session => TaskTable.ListAsync(session, Store.Key));
        Assert.Equal([(Hash, null), (null, "Gone.")], kept.Select(task => (task.ImageSha256, task.ImageProblem)));

        await store.SaveTasksAsync(Store.Task(1, "other.png"));
        var changed = (await store.ReadAsync(session => TaskTable.FindAsync(session, Store.Key, [1]))).Single();
        Assert.Equal((null, null), (changed.ImageSha256, changed.ImageAddress));
        Assert.Equal([1], await WithoutImageAsync(store, Store.Noon));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Images_of_labelled_tasks_come_first_and_failures_that_may_pass_last(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await store.SaveAnnotationsAsync(Store.Annotation(10, task: 4));
        await store.SaveTasksAsync([.. Enumerable.Range(1, 7).Select(id => Store.Task(id))]);
        await store.SaveAnnotationsAsync(Store.Annotation(11, task: 6), Store.Annotation(12, task: 5, isSkipped: true));
        await SaveImagesAsync(
            store, new(1, "a", Hash, null, false), new(2, "b", null, "Busy.", true), new(3, "c", null, "Gone.", false));

        Assert.Equal([4, 6, 5, 7], await WithoutImageAsync(store, Store.Noon));
        Assert.Equal([4, 6, 5, 7, 2], await WithoutImageAsync(store, Store.Noon.AddMinutes(1)));
        Assert.Equal([4, 6], await WithoutImageAsync(store, Store.Noon.AddMinutes(1), limit: 2));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Deleted_tasks_take_their_annotations_along_and_come_back_when_they_are_seen_again(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await store.SaveTasksAsync(Store.Task(1), Store.Task(2));
        await store.SaveAnnotationsAsync(
            Store.Annotation(10, task: 1), Store.Annotation(11, task: 1), Store.Annotation(12, task: 2));

        Assert.Equal(2, await store.WriteAsync(s => TaskTable.DeleteAsync(s, Store.Key, [1, 99], Store.Noon)));
        Assert.Equal(new(1, 1, 1, 0, 0), await store.CountsAsync());

        // One that was never heard of is remembered as deleted, too; what was deleted before a moment is no news to it.
        Assert.Equal([1, 99], (await DeadAsync(store, Store.Noon, 1, 2, 99)).Order());
        Assert.Empty(await DeadAsync(store, Store.Noon.AddSeconds(1), 1, 2, 99));

        Assert.Equal(1, await store.SaveTasksAsync(Store.Task(1)));
        Assert.Equal(new(2, 1, 1, 0, 0), await store.CountsAsync());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_an_export_did_not_name_is_gone_unless_it_arrived_since(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await store.SaveTasksAsync(Store.Task(1), Store.Task(2), Store.Task(3));
        await store.SaveAnnotationsAsync(Store.Annotation(10, task: 1));
        var began = Store.Noon.AddMinutes(1);
        await store.WriteAsync(s => TaskTable.SaveAsync(s, Store.Key, [Store.Task(2)], began.AddSeconds(5)));

        var gone = await store.WriteAsync(session =>
            TaskTable.DeleteUnseenAsync(session, Store.Key, began, began.AddSeconds(9)));
        Assert.Equal(2, gone);
        Assert.Equal(new(1, 0, 0, 0, 0), await store.CountsAsync());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Lists_of_tasks_may_be_longer_than_SQLite_has_parameters(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await store.SaveTasksAsync(Store.Task(40_000), Store.Task(40_001));
        long[] ids = [.. Enumerable.Range(1, 40_000)];

        Assert.Single(await store.ReadAsync(session => TaskTable.FindAsync(session, Store.Key, ids)));
        await store.WriteAsync(session => TaskTable.DeleteAsync(session, Store.Key, ids, Store.Noon));
        Assert.Equal(1, (await store.CountsAsync()).Tasks);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Projects_do_not_see_each_other(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await store.SaveTasksAsync(Store.Task(1));
        await store.WriteAsync(s => TaskTable.SaveAsync(s, Store.OtherKey, [Store.Task(1, "other")], Store.Noon));
        await store.WriteAsync(s => TaskTable.DeleteUnseenAsync(s, Store.OtherKey, Store.Noon.AddDays(1), Store.Noon));

        Assert.Equal(1, (await store.CountsAsync()).Tasks);
        Assert.Empty(await store.ReadAsync(session => TaskTable.ListAsync(session, Store.OtherKey)));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Another_image_key_forgets_all_image_records(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await store.SaveTasksAsync(Store.Task(1), Store.Task(2));
        await SaveImagesAsync(store, new(1, "a", Hash, null, false), new(2, "b", null, "Gone.", false));
        Assert.Equal((1, 1), ((await store.CountsAsync()).Images, (await store.CountsAsync()).ImageProblems));

        await store.WriteAsync(session => TaskTable.ForgetImagesAsync(session, Store.Key));
        Assert.Equal(new(2, 0, 0, 0, 0), await store.CountsAsync());
        Assert.Equal([1, 2], await WithoutImageAsync(store, Store.Noon));
    }

    private static Task SaveImagesAsync(Store store, params ImageRecord[] images) =>
        store.WriteAsync(session => TaskTable.SaveImagesAsync(session, Store.Key, images, Store.Noon));

    private static async Task<IEnumerable<long>> WithoutImageAsync(
        Store store, DateTimeOffset triedBefore, int limit = 100) =>
        (await store.ReadAsync(session => TaskTable.WithoutImageAsync(session, Store.Key, triedBefore, limit)))
        .Select(task => task.TaskId);

    private static Task<IReadOnlySet<long>> DeadAsync(Store store, DateTimeOffset since, params long[] ids) =>
        store.ReadAsync(session => TaskTable.DeadAsync(session, Store.Key, ids, since));
}
