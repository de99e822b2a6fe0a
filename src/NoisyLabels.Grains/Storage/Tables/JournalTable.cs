using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Api;

namespace NoisyLabels.Grains.Storage.Tables;

/// <summary>What happened in projects, in sentences; the last few hundred of each.</summary>
public static class JournalTable
{
    private const int Kept = 200;

    /// <summary>Newest first.</summary>
    public static async Task<IReadOnlyList<JournalLine>> TailAsync(Session session, ProjectKey key, int limit) =>
    [
        .. (await session.QueryAsync<Row>(
            "SELECT at, level, sentence FROM journal WHERE project = @Project ORDER BY seq DESC LIMIT @limit",
            new { Project = key.ToString(), limit })).Select(row => new JournalLine(
                DateTimeOffset.FromUnixTimeMilliseconds(row.At), (JournalLevel)row.Level, row.Sentence)),
    ];

    /// <summary>A sentence that is the latest already only gets its time.</summary>
    internal static async Task AppendAsync(Session session, ProjectKey key, JournalLine line)
    {
        var row = new
        {
            Project = key.ToString(),
            At = line.At.ToUnixTimeMilliseconds(),
            Level = (long)line.Level,
            line.Sentence,
            Kept,
        };
        var repeated = await session.ExecuteAsync(
            """
            UPDATE journal SET at = @At WHERE project = @Project AND sentence = @Sentence
              AND seq = (SELECT max(seq) FROM journal WHERE project = @Project)
            """,
            row);
        if (repeated > 0)
        {
            return;
        }

        await session.ExecuteAsync(
            """
            INSERT INTO journal (project, seq, at, level, sentence)
            SELECT @Project, COALESCE(max(seq), 0) + 1, @At, @Level, @Sentence FROM journal WHERE project = @Project
            """,
            row);
        await session.ExecuteAsync(
            """
            DELETE FROM journal WHERE project = @Project
              AND seq <= (SELECT max(seq) FROM journal WHERE project = @Project) - @Kept
            """,
            row);
    }

    private sealed record Row
    {
        public long At { get; init; }

        public long Level { get; init; }

        public string Sentence { get; init; } = "";
    }
}
