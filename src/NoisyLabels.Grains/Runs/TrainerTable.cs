using NoisyLabels.Grains.Storage;

namespace NoisyLabels.Grains.Runs;

/// <summary>The trainers that are there: each says so from time to time.</summary>
internal static class TrainerTable
{
    /// <summary>A trainer counts as there for so long after its last word.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    public static async Task AnnounceAsync(Session session, string owner, DateTimeOffset now)
    {
        await session.ExecuteAsync(
            """
            INSERT INTO trainers (owner, seen_at) VALUES (@owner, @At)
            ON CONFLICT (owner) DO UPDATE SET seen_at = excluded.seen_at
            """,
            new { owner, At = now.ToUnixTimeMilliseconds() });
        await session.ExecuteAsync("DELETE FROM trainers WHERE seen_at <= @At", new { At = Oldest(now) });
    }

    public static Task<IReadOnlyList<string>> ListAsync(Session session, DateTimeOffset now) =>
        session.QueryAsync<string>(
            "SELECT owner FROM trainers WHERE seen_at > @At ORDER BY owner", new { At = Oldest(now) });

    private static long Oldest(DateTimeOffset now) => (now - Memory).ToUnixTimeMilliseconds();
}
