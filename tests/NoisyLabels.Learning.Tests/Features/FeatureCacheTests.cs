using System.Security.Cryptography;
using CsCheck;
using Microsoft.Data.Sqlite;
using NoisyLabels.Learning.Features.Caching;
using NoisyLabels.Testing;

namespace NoisyLabels.Learning.Tests.Features;

public sealed class FeatureCacheTests : IDisposable
{
    private const int Dimension = 64;

    private readonly TemporaryFolder _folder = new();

    private string File => _folder["features-v1.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_added_is_found_by_the_next_run()
    {
        Fill(0, 300);
        using var cache = Open();
        Assert.All(Enumerable.Range(0, 300), i => AssertFound(cache, i));
        Assert.Null(cache.Find(Key(300), Dimension));
        Assert.Empty(cache.Warnings);
    }

    [Fact]
    public void A_vector_of_another_length_counts_as_not_found()
    {
        Fill(0, 1);
        using var cache = Open();
        Assert.Null(cache.Find(Key(0), Dimension + 1));
    }

    [Fact]
    public void Two_runs_use_it_at_once()
    {
        using var a = Open();
        using var b = Open();
        Parallel.Invoke(() => Add(a, 0, 1000), () => Add(b, 500, 1500));
        a.Flush();
        b.Flush();
        Assert.All(Enumerable.Range(0, 1500), i => AssertFound(a, i));
        Assert.Empty(a.Warnings.Concat(b.Warnings));
    }

    [Fact]
    public void A_killed_run_leaves_what_it_had_written()
    {
        // What a killed process leaves is what lies on the disk while it runs: the database without its last
        // checkpoint, and the log beside it.
        using var killed = Open();
        Add(killed, 0, 256);
        using var after = new TemporaryFolder();
        CopyTo(after);
        using var cache = new FeatureCache(after.Path, TimeProvider.System);
        Assert.All(Enumerable.Range(0, 256), i => AssertFound(cache, i));
        Assert.Empty(cache.Warnings);
    }

    [Fact]
    public void A_torn_log_or_database_never_gives_wrong_features_and_never_stops_a_run()
    {
        using var running = Open();
        Add(running, 0, 512);
        Gen.Select(Gen.Bool, Gen.Double[0, 1], Gen.Byte).Sample(
            (log, at, value) =>
            {
                using var after = new TemporaryFolder();
                CopyTo(after);
                Tear(after[log ? "features-v1.db-wal" : "features-v1.db"], at, value);
                using var cache = new FeatureCache(after.Path, TimeProvider.System);
                for (var i = 0; i < 512; i++)
                {
                    var found = cache.Find(Key(i), Dimension);
                    Assert.True(found is null || found.Vector.AsSpan().SequenceEqual(Vector(i)));
                }

                Add(cache, 0, 1);
                cache.Flush();
                AssertFound(cache, 0);
            },
            iter: 40,
            threads: 1);
    }

    [Fact]
    public void A_file_that_is_no_database_is_set_aside_with_a_warning()
    {
        // SQLite reads a header of a hundred bytes before it says anything about a file.
        _folder.Write("features-v1.db", string.Concat(Enumerable.Repeat("this is not a database. ", 10)));
        using var cache = Open();
        Add(cache, 0, 1);
        cache.Flush();
        AssertFound(cache, 0);
        Assert.Contains("was damaged. It has been set aside", Assert.Single(cache.Warnings), StringComparison.Ordinal);
        Assert.StartsWith("this is not", System.IO.File.ReadAllText(File + ".damaged"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_vector_whose_bits_have_rotted_counts_as_not_found_and_is_written_again()
    {
        Fill(0, 3);
        Execute("UPDATE features SET vector = zeroblob(length(vector)) WHERE rowid = 2");
        using var cache = Open();
        Assert.Null(cache.Find(Key(1), Dimension));
        Add(cache, 1, 2);
        cache.Flush();
        Assert.All(Enumerable.Range(0, 3), i => AssertFound(cache, i));
    }

    [Fact]
    public void A_full_disk_is_one_warning_and_what_is_there_stays_readable()
    {
        Fill(0, 10);
        // The limit of the file ends in the same error of SQLite as a disk without room.
        using var cache = new FeatureCache(_folder.Path, TimeProvider.System, maxBytes: 80_000);
        Add(cache, 10, 2000);
        cache.Flush();
        Assert.Contains("is full", Assert.Single(cache.Warnings), StringComparison.Ordinal);
        AssertFound(cache, 3);
    }

    [Fact]
    public void A_file_that_may_not_be_written_is_a_warning()
    {
        Directory.CreateDirectory(File);
        using var cache = Open();
        Add(cache, 0, 300);
        Assert.Null(cache.Find(Key(0), Dimension));
        Assert.Contains(File, Assert.Single(cache.Warnings), StringComparison.Ordinal);
    }

    private static byte[] Key(int i) => SHA256.HashData(BitConverter.GetBytes(i));

    private static float[] Vector(int i) => [.. Enumerable.Range(0, Dimension).Select(d => i + d / 7f)];

    private static void Add(FeatureCache cache, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            cache.Add(Key(i), new CachedFeatures(i + 1, i + 2, Vector(i)));
        }
    }

    private static void AssertFound(FeatureCache cache, int i)
    {
        var found = cache.Find(Key(i), Dimension);
        Assert.NotNull(found);
        Assert.Equal((i + 1, i + 2), (found.Width, found.Height));
        Assert.Equal(Vector(i), found.Vector);
    }

    /// <summary>Cuts a file off, or changes a stretch of it, at a share of its length.</summary>
    private static void Tear(string path, double at, byte value)
    {
        var content = System.IO.File.ReadAllBytes(path);
        var position = (int)(at * (content.Length - 1));
        if (value % 2 == 0)
        {
            System.IO.File.WriteAllBytes(path, content[..position]);
            return;
        }

        content.AsSpan(position, Math.Min(64, content.Length - position)).Fill(value);
        System.IO.File.WriteAllBytes(path, content);
    }

    private FeatureCache Open() => new(_folder.Path, TimeProvider.System);

    private void Fill(int from, int to)
    {
        using var cache = Open();
        Add(cache, from, to);
    }

    private void CopyTo(TemporaryFolder target)
    {
        foreach (var name in new[] { "features-v1.db", "features-v1.db-wal" })
        {
            System.IO.File.Copy(_folder[name], target[name]);
        }
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
