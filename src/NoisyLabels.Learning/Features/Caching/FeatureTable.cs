using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace NoisyLabels.Learning.Features.Caching;

/// <summary>
/// The one table of the cache file. Throws <see cref="SqliteException"/> for whatever SQLite cannot do.
/// </summary>
/// <remarks>
/// Write-ahead logging lets one process write while others read, and a killed writer leaves whole transactions only. A
/// vector is followed by the first bytes of its SHA-256, since SQLite does not notice bits that rot inside a value.
/// </remarks>
internal sealed class FeatureTable : IDisposable
{
    private const int CheckBytes = 8;
    private const int PageSize = 8192;

    // SQLite's result codes, https://sqlite.org/rescode.html
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _find;

    public FeatureTable(string path, long maxBytes)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 20 };
        _connection = new SqliteConnection(settings.ToString());
        try
        {
            _connection.Open();
            Execute($"PRAGMA page_size = {PageSize}");
            Execute("PRAGMA journal_mode = WAL");
            Execute("PRAGMA synchronous = NORMAL");
            Execute($"PRAGMA max_page_count = {maxBytes / PageSize}");
            Execute("CREATE TABLE IF NOT EXISTS features "
                + "(key BLOB PRIMARY KEY, width INTEGER NOT NULL, height INTEGER NOT NULL, vector BLOB NOT NULL)");
            _find = _connection.CreateCommand();
            _find.CommandText = "SELECT width, height, vector FROM features WHERE key = $key";
            _find.Parameters.Add("$key", SqliteType.Blob);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>True where the file is no sound database, rather than out of reach.</summary>
    public static bool IsDamage(SqliteException e) => e.SqliteErrorCode is Corrupt or NotADatabase;

    public CachedFeatures? Find(byte[] key)
    {
        _find.Parameters[0].Value = key;
        using var row = _find.ExecuteReader();
        return row.Read() && Unseal(row.GetFieldValue<byte[]>(2)) is { } vector
            ? new CachedFeatures(row.GetInt32(0), row.GetInt32(1), vector)
            : null;
    }

    public void Write(IReadOnlyList<(byte[] Key, CachedFeatures Features)> rows)
    {
        using var transaction = _connection.BeginTransaction();
        using var insert = _connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText =
            "INSERT OR REPLACE INTO features (key, width, height, vector) VALUES ($key, $width, $height, $vector)";
        var key = insert.Parameters.Add("$key", SqliteType.Blob);
        var width = insert.Parameters.Add("$width", SqliteType.Integer);
        var height = insert.Parameters.Add("$height", SqliteType.Integer);
        var vector = insert.Parameters.Add("$vector", SqliteType.Blob);
        foreach (var row in rows)
        {
            (key.Value, width.Value, height.Value) = (row.Key, row.Features.Width, row.Features.Height);
            vector.Value = Seal(row.Features.Vector);
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public void Dispose()
    {
        _find.Dispose();
        _connection.Dispose();
    }

    private static byte[] Seal(float[] vector)
    {
        var bytes = MemoryMarshal.AsBytes(vector.AsSpan());
        return [.. bytes, .. SHA256.HashData(bytes).AsSpan(0, CheckBytes)];
    }

    private static float[]? Unseal(byte[] value)
    {
        if (value.Length < CheckBytes || (value.Length - CheckBytes) % sizeof(float) != 0)
        {
            return null;
        }

        var bytes = value.AsSpan(0, value.Length - CheckBytes);
        return SHA256.HashData(bytes).AsSpan(0, CheckBytes).SequenceEqual(value.AsSpan(bytes.Length))
            ? MemoryMarshal.Cast<byte, float>(bytes).ToArray()
            : null;
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
