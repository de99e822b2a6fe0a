using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;

namespace NoisyLabels.Grains.Tests.Storage;

/// <summary>What grows with a project is held by the plans of the statements, not by time.</summary>
public sealed partial class QueryPlanTests(PostgresServer postgres)
{
    private static readonly VersionRow Version = new() { Run = Guid.Empty.ToString("N"), Fence = 1 };

    [Fact]
    public async Task An_annotation_event_finds_each_row_by_its_number()
    {
        var plans = await PlansOfAsync(async session =>
        {
            await TaskTable.SaveAsync(session, Store.Key, [Store.Task(1)], Store.Noon);
            await TaskTable.DeadAsync(session, Store.Key, [1], Store.Noon);
            await AnnotationTable.FindAsync(session, Store.Key, 10);
            await AnnotationTable.SaveAsync(session, Store.Key, Store.Annotation(10, task: 1));
            await AnnotationTable.ClearOtherStarsAsync(session, Store.Key, 1, 10);
        });
        Assert.InRange(plans.Count, 6, 8);
        Assert.All(plans.SelectMany(plan => plan.Steps).Where(step => Tables().IsMatch(step)), step =>
            Assert.Matches(@"^SEARCH .*(task_id|annotation_id)=\?", step));
    }

    [Fact]
    public async Task Counts_are_taken_in_indexes_alone()
    {
        var plans = await PlansOfAsync(session => ProjectTable.CountAsync(session, Store.Key));
        Assert.Equal(5, plans.Count);
        Assert.All(plans, plan =>
            Assert.Matches("USING COVERING INDEX (tasks|annotations)_", Assert.Single(plan.Steps)));
    }

    [Fact]
    public async Task Images_to_look_at_are_read_in_the_order_of_an_index()
    {
        var plans = await PlansOfAsync(s => TaskTable.WithoutImageAsync(s, Store.Key, Store.Noon, 100));
        Assert.Equal(
            ["tasks_to_look_at", "tasks_to_retry"],
            plans.Select(plan => Index().Match(Assert.Single(plan.Steps)).Groups[1].Value));
    }

    [Fact]
    public async Task Pages_of_corrections_begin_where_the_last_one_ended()
    {
        var filter = new CorrectionFilter("label", OnlyIssues: true, OnlyOpen: true, AfterQuality: 0.5, AfterTask: 7);
        var plan = Assert.Single(await PlansOfAsync(session =>
            JudgementTable.CorrectionsAsync(session, Store.Key, Version, filter)));
        Assert.Contains(plan.Steps, step =>
            step.StartsWith("SEARCH j USING INDEX judgements_worst_first", StringComparison.Ordinal)
            && step.Contains("label_quality", StringComparison.Ordinal));
        Assert.DoesNotContain(plan.Steps, step => step.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal));
        Assert.DoesNotContain(plan.Steps, IsScan);
    }

    [Fact]
    public async Task Judgements_of_tasks_are_found_by_their_numbers()
    {
        var plan = Assert.Single(await PlansOfAsync(s => JudgementTable.OfTasksAsync(s, Store.Key, Version, [1, 2])));
        Assert.Contains(plan.Steps, step => step.StartsWith("SEARCH j", StringComparison.Ordinal)
            && step.Contains("fence=? AND task_id=?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_journal_and_decisions_are_appended_at_their_end()
    {
        var plans = await PlansOfAsync(async session =>
        {
            await JournalTable.AppendAsync(session, Store.Key, new(Store.Noon, default, "Hello."));
            await DecisionTable.AppendAsync(session, Store.Key, [new DecisionRow { Control = "label" }]);
        });
        Assert.DoesNotContain(plans.SelectMany(plan => plan.Steps), IsScan);
    }

    private static bool IsScan(string step) =>
        step.StartsWith("SCAN", StringComparison.Ordinal) && Tables().IsMatch(step);

    /// <summary>The statements that really run, as SQLite saw them, each with its plan.</summary>
    private async Task<List<(string Sql, List<string> Steps)>> PlansOfAsync(Func<Session, Task> work)
    {
        await using var store = await Store.OpenAsync(Engine.Sqlite, postgres);
        await using var connection = new SqliteConnection(store.Database.SqliteConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var statements = new List<string>();
        SQLitePCL.raw.sqlite3_trace(connection.Handle, (_, sql) => statements.Add(sql), null);
        await work(new Session(connection, null));
        SQLitePCL.raw.sqlite3_trace(connection.Handle, (SQLitePCL.strdelegate_trace?)null, null);

        var plans = new List<(string, List<string>)>();
        foreach (var sql in statements)
        {
            await using var explain = connection.CreateCommand();
            explain.CommandText = $"EXPLAIN QUERY PLAN {sql}";
            await using var reader = await explain.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            var steps = new List<string>();
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                steps.Add(reader.GetString(3));
            }

            plans.Add((sql, steps));
        }

        return plans;
    }

    [GeneratedRegex("^(SCAN|SEARCH) (tasks|annotations|judgements|decisions|journal|[atjdl])( |$)")]
    private static partial Regex Tables();

    [GeneratedRegex("INDEX ([a-z_]+)")]
    private static partial Regex Index();
}
