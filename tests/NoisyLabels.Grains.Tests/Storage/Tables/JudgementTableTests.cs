using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;

namespace NoisyLabels.Grains.Tests.Storage.Tables;

public sealed class JudgementTableTests(PostgresServer postgres)
{
    private static readonly Guid Run = new("7f0c7d6e-3c1a-4c58-8a44-2a3f6a1d9b10");
    private static readonly VersionRow Version = new() { Run = Run.ToString("N"), Fence = 2 };

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Judgements_come_back_to_the_last_digit(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        var unlabelled = Labelled(2, 0) with
        {
            Given = null, Suggested = null, SuggestedConfidence = null, LabelQuality = null, Mislabeling = null,
        };
        await StageAsync(store, Labelled(1, 0.1 + 0.2), unlabelled);

        Assert.Equal(
            [Labelled(1, 0.1 + 0.2), unlabelled],
            await store.ReadAsync(session => JudgementTable.ListAsync(session, Store.Key, Version)));
        Assert.Equal(
            [unlabelled],
            await store.ReadAsync(session => JudgementTable.OfTasksAsync(session, Store.Key, Version, [2, 3])));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Only_the_attempt_that_is_asked_for_is_seen(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await store.SaveTasksAsync(Store.Task(1));
        await StageAsync(store, Labelled(1, 0.5));
        await JudgementTable.StageAsync(store.Database, Store.Key, Run, 3, [Labelled(1, 0.9)]);
        await JudgementTable.StageAsync(store.Database, Store.OtherKey, Run, 2, [Labelled(1, 0.9)]);

        Assert.Equal(0.5, Assert.Single(await PageAsync(store, new CorrectionFilter("label"))).LabelQuality);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Pages_show_each_correction_once_worst_first_also_where_qualities_are_equal(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await store.SaveTasksAsync([.. Enumerable.Range(1, 1200).Select(id => Store.Task(id))]);
        await StageAsync(store, [.. Enumerable.Range(1, 1200).Select(id => Labelled(id, id % 7 / 7d))]);

        var seen = new List<CorrectionRow>();
        var filter = new CorrectionFilter("label", Limit: 97);
        while (await PageAsync(store, filter) is [.., var last] page)
        {
            seen.AddRange(page);
            filter = filter with { AfterQuality = last.LabelQuality, AfterTask = last.TaskId };
        }

        Assert.Equal(
            Enumerable.Range(1, 1200).Select(id => (id % 7 / 7d, (long)id)).Order(),
            seen.Select(row => (row.LabelQuality, row.TaskId)));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Corrections_are_filtered_by_issue_class_and_decision(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await store.SaveTasksAsync([.. Enumerable.Range(1, 5).Select(id => Store.Task(id))]);
        await StageAsync(
            store,
            Labelled(1, 0.1) with { IsLabelIssue = true },
            Labelled(2, 0.2) with { IsLabelIssue = true, Suggested = "fox" },
            Labelled(3, 0.3) with { Given = "dog" },
            Labelled(4, 0.4),
            new Judgement { Control = "label", TaskId = 5 },
            Labelled(1, 0.0) with { Control = "other" });
        await DecideAsync(store, (1, "Kept"), (4, "Accepted"), (4, "Undone"));

        Assert.Equal([1, 2, 3, 4], await IdsAsync(store, new("label")));
        Assert.Equal([1, 2], await IdsAsync(store, new("label", OnlyIssues: true)));
        Assert.Equal([2, 3, 4], await IdsAsync(store, new("label", OnlyOpen: true)));
        Assert.Equal([3], await IdsAsync(store, new("label", Given: "dog")));
        Assert.Equal([2], await IdsAsync(store, new("label", OnlyIssues: true, Suggested: "fox", Given: "cat")));
        await store.WriteAsync(session => TaskTable.DeleteAsync(session, Store.Key, [2], Store.Noon));
        Assert.Equal([1, 3, 4], await IdsAsync(store, new("label")));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_correction_shows_the_decision_that_holds(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await store.SaveTasksAsync(Store.Task(1), Store.Task(2));
        await StageAsync(store, Labelled(1, 0.1), Labelled(2, 0.2));
        await DecideAsync(store, (1, "Accepted"), (1, "Excluded"), (1, "Undone"));

        var rows = await PageAsync(store, new CorrectionFilter("label"));
        Assert.Equal(
            [("Accepted", "dog", "ann", 7L), (null, null, null, null)],
            rows.Select(row => (row.Decision, row.DecidedLabel, row.Actor, row.DecidedAt)));
        Assert.Equal("""{"image":"/data/upload/1.png"}""", rows[0].Data);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_judgements_of_one_attempt_are_deleted_piece_by_piece_and_no_others(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await StageAsync(store, Labelled(1, 0.5));
        await JudgementTable.StageAsync(
            store.Database, Store.Key, Guid.Empty, 1, [.. Enumerable.Range(1, 1001).Select(id => Labelled(id, 0.5))]);
        var other = new JudgedAttempt { Run = Guid.Empty.ToString("N"), Fence = 1 };
        var attempts = await store.ReadAsync(session => JudgementTable.AttemptsAsync(session, Store.Key));
        Assert.Equal(2, attempts.Count);
        Assert.Contains(other, attempts);
        await JudgementTable.DeleteAsync(store.Database, Store.Key, other);

        Assert.Equal(1, await store.ReadAsync(s => s.CountAsync("SELECT count(*) FROM judgements", new { })));
        Assert.Single(await store.ReadAsync(session => JudgementTable.ListAsync(session, Store.Key, Version)));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Tasks_with_an_image_that_a_version_has_not_judged_are_found_in_pieces(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await store.SaveTasksAsync([.. Enumerable.Range(1, 5).Select(id => Store.Task(id))]);
        await store.WriteAsync(session => TaskTable.SaveImagesAsync(
            session,
            Store.Key,
            [.. Enumerable.Range(1, 4).Select(id => new ImageRecord(id, "a", new string('0', 64), null, false))],
            Store.Noon));
        await StageAsync(store, Labelled(2, 0.5));

        Assert.Equal([1, 3], await UnjudgedAsync(store, after: 0, limit: 2));
        Assert.Equal([4], await UnjudgedAsync(store, after: 3, limit: 2));
    }

    private static async Task<IEnumerable<long>> UnjudgedAsync(Store store, long after, int limit) =>
        (await store.ReadAsync(session => JudgementTable.UnjudgedAsync(session, Store.Key, Version, after, limit)))
        .Select(task => task.TaskId);

    private static Judgement Labelled(long task, double quality) => new()
    {
        Control = "label",
        TaskId = task,
        Probabilities = """{"cat":0.25,"dog":0.75}""",
        Predicted = """["dog"]""",
        Confidence = 0.75,
        Given = "cat",
        Suggested = "dog",
        SuggestedConfidence = 2d / 3,
        LabelQuality = quality,
        Mislabeling = 1 - quality,
    };

    private static Task StageAsync(Store store, params Judgement[] judgements) =>
        JudgementTable.StageAsync(store.Database, Store.Key, Run, Version.Fence, judgements);

    private static Task DecideAsync(Store store, params (long Task, string Kind)[] decisions) =>
        store.WriteAsync(session => DecisionTable.AppendAsync(session, Store.Key,
        [
            .. decisions.Select(decision => new DecisionRow
            {
                Control = "label", TaskId = decision.Task, Kind = decision.Kind, ToLabel = "dog", Actor = "ann", At = 7,
            }),
        ]));

    private static Task<IReadOnlyList<CorrectionRow>> PageAsync(Store store, CorrectionFilter filter) =>
        store.ReadAsync(session => JudgementTable.CorrectionsAsync(session, Store.Key, Version, filter));

    private static async Task<IEnumerable<long>> IdsAsync(Store store, CorrectionFilter filter) =>
        (await PageAsync(store, filter)).Select(row => row.TaskId);
}
