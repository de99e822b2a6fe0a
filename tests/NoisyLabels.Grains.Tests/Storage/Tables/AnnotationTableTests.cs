using System.Text.Json;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.LabelStudio.Annotations;
using NoisyLabels.LabelStudio.Backend.Webhooks;
using NoisyLabels.Testing;

namespace NoisyLabels.Grains.Tests.Storage.Tables;

public sealed class AnnotationTableTests(PostgresServer postgres)
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Every_recorded_annotation_comes_back_as_it_was(Engine engine)
    {
        Assert.SkipWhen(SharedData.Captures is null, SharedData.AbsentReason);
        var recorded = Recorded();
        Assert.True(recorded.Count > 10);
        await using var store = await Store.OpenAsync(engine, postgres);
        await store.SaveAnnotationsAsync([.. recorded]);

        foreach (var expected in recorded)
        {
            var actual = await store.ReadAsync(s => AnnotationTable.FindAsync(s, Store.Key, expected.Id));
            Assert.Equivalent(expected, actual, strict: true);
        }
    }

    /// <summary>Rows of former versions are read by later ones: a change of this text needs a migration.</summary>
    [Fact]
    public async Task The_text_of_a_stored_annotation_is_this()
    {
        await using var store = await Store.OpenAsync(Engine.Sqlite, postgres);
        await store.SaveAnnotationsAsync(Store.Annotation(10, task: 1, isStar: true));
        Assert.Equal(
            """
            {"Id":10,"UniqueId":null,"TaskId":1,"ProjectId":null,"CompletedBy":1,"UpdatedBy":null,"WasCancelled":false,
            "GroundTruth":true,"CreatedAt":null,"UpdatedAt":null,"LeadTime":null,"ParentPrediction":null,
            "Regions":[{"Id":null,"FromName":"label","ToName":"image","Type":"choices","Origin":null,"Score":null,
            "ItemIndex":null,"IsOnShape":false,"Choices":[["cat"]]}]}
            """.ReplaceLineEndings(""),
            await store.ReadAsync(session => session.FirstAsync<string>("SELECT record FROM annotations", new { })));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_deleted_annotation_stays_known_with_its_task(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await store.SaveTasksAsync(Store.Task(1));
        await store.SaveAnnotationsAsync(Store.Annotation(10, task: 1));
        await store.SaveAnnotationsAsync(
            new StoredAnnotation(10, null, IsDeleted: true, Store.Noon), new(11, null, IsDeleted: true, Store.Noon));

        var stored = await store.ReadAsync(session => AnnotationTable.FindAsync(session, Store.Key, 10));
        Assert.Equal((true, 1L), (stored!.IsDeleted, stored.Annotation!.TaskId));
        var ofTask = await store.ReadAsync(session => AnnotationTable.OfTasksAsync(session, Store.Key, [1]));
        Assert.Equal([10L], ofTask.Select(annotation => annotation.Id));
        Assert.Empty(await store.ReadAsync(session => AnnotationTable.ListAsync(session, Store.Key)));
        Assert.Null((await store.ReadAsync(s => AnnotationTable.FindAsync(s, Store.Key, 11)))!.Annotation);
        Assert.Null(await store.ReadAsync(session => AnnotationTable.FindAsync(session, Store.Key, 12)));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_task_counts_as_labelled_while_it_has_an_annotation_that_is_not_skipped(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await store.SaveTasksAsync(Store.Task(1), Store.Task(2), Store.Task(3));
        await store.SaveAnnotationsAsync(
            Store.Annotation(10, task: 1),
            Store.Annotation(11, task: 1),
            Store.Annotation(12, task: 2, isSkipped: true));
        Assert.Equal(new(3, 3, 1, 0, 0), await store.CountsAsync());

        await store.SaveAnnotationsAsync(Store.Annotation(10, task: 1) with { IsDeleted = true });
        Assert.Equal(new(3, 2, 1, 0, 0), await store.CountsAsync());

        await store.SaveAnnotationsAsync(new StoredAnnotation(11, null, IsDeleted: true, Store.Noon));
        Assert.Equal(new(3, 1, 0, 0, 0), await store.CountsAsync());

        await store.SaveAnnotationsAsync(Store.Annotation(12, task: 2));
        Assert.Equal(new(3, 1, 1, 0, 0), await store.CountsAsync());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_new_star_takes_the_stars_of_its_own_task_away(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await store.SaveAnnotationsAsync(
            Store.Annotation(10, task: 1, isStar: true),
            Store.Annotation(11, task: 1, isStar: true),
            Store.Annotation(12, task: 2, isStar: true));
        await store.WriteAsync(s => AnnotationTable.ClearOtherStarsAsync(s, Store.Key, task: 1, starred: 11));

        var all = await store.ReadAsync(session => AnnotationTable.ListAsync(session, Store.Key));
        Assert.Equal([(10, false), (11, true), (12, true)], all.Select(a => (a.Id!.Value, a.GroundTruth)));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Messages_since_a_moment_are_counted(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await store.SaveAnnotationsAsync(
            Store.Annotation(10, task: 1),
            Store.Annotation(11, task: 1) with { SeenAt = Store.Noon.AddMilliseconds(1) });
        Assert.Equal(1, await store.ReadAsync(s => AnnotationTable.CountSinceAsync(s, Store.Key, Store.Noon)));
    }

    /// <summary>Each under a number of its own, whatever number Label Studio gave it.</summary>
    private static List<StoredAnnotation> Recorded()
    {
        var found = new List<StoredAnnotation>();
        var captures = new DirectoryInfo(SharedData.Captures!);
        foreach (var file in captures.EnumerateFiles("webhook-annotation*", SearchOption.AllDirectories))
        {
            using var capture = JsonDocument.Parse(File.ReadAllBytes(file.FullName));
            var body = JsonSerializer.SerializeToUtf8Bytes(capture.RootElement.GetProperty("body"));
            if (WebhookEvent.Read(body, null).Message is AnnotationsSaved saved)
            {
                foreach (var annotation in saved.Annotations)
                {
                    found.Add(new StoredAnnotation(1000 + found.Count, annotation, IsDeleted: false, Store.Noon));
                }
            }
        }

        return found;
    }
}
