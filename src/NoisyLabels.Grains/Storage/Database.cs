using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using NoisyLabels.Learning;
using Npgsql;

namespace NoisyLabels.Grains.Storage;

/// <summary>
/// The product's own tables, in SQLite or PostgreSQL. The same SQL serves both.
/// </summary>
/// <remarks>
/// On SQLite a transaction is safe from a killed process as soon as it is committed; only a power failure may take the
/// last moments back (write-ahead log, synchronous=NORMAL).
/// </remarks>
public sealed class Database : IAsyncDisposable
{
    // Microsoft.Data.Sqlite sleeps 150 ms when another connection writes: our own writers take turns here instead.
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly NpgsqlDataSource? _postgres;
    private readonly string? _sqlite;

    static Database() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    public Database(StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Folders = new DataFolders(options.DataDirectory);
        if (options.ConnectionString is { } connection)
        {
            _postgres = NpgsqlDataSource.Create(connection);
            PostgresConnectionString = connection;
        }
        else
        {
            _sqlite = SqliteConnectionString(Folders.TablesFile);
        }
    }

    public DataFolders Folders { get; }

    internal NpgsqlDataSource? Postgres => _postgres;

    /// <summary>Of PostgreSQL, the password included; null on SQLite.</summary>
    internal string? PostgresConnectionString { get; }

    internal string GrainsConnectionString => SqliteConnectionString(Folders.GrainsFile);

    internal string? TablesConnectionString => _sqlite;

    public async Task<T> ReadAsync<T>(Func<Session, Task<T>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        await using var connection = await OpenAsync();
        return await read(new Session(connection, null));
    }

    /// <summary>All of it, or nothing.</summary>
    /// <exception cref="UserErrorException">The disk is full or read-only; nothing was changed.</exception>
    public async Task<T> WriteAsync<T>(Func<Session, Task<T>> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (_sqlite is not null)
        {
            await _gate.WaitAsync();
        }

        try
        {
            await using var connection = await OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            var result = await write(new Session(connection, transaction));
            await transaction.CommitAsync();
            return result;
        }
        catch (SqliteException e) when (Sentence(e) is { } sentence)
        {
            throw new UserErrorException(sentence, e);
        }
        finally
        {
            if (_sqlite is not null)
            {
                _gate.Release();
            }
        }
    }

    public Task WriteAsync(Func<Session, Task> write) => WriteAsync(async session =>
    {
        await write(session);
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        _gate.Dispose();
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }
        else
        {
            SqliteConnection.ClearPool(new SqliteConnection(_sqlite));
        }
    }

    private async Task<DbConnection> OpenAsync()
    {
        if (_postgres is not null)
        {
            return await _postgres.OpenConnectionAsync();
        }

        var connection = new SqliteConnection(_sqlite);
        await connection.OpenAsync();
        await connection.ExecuteAsync("PRAGMA synchronous = NORMAL");
        return connection;
    }

    private string? Sentence(SqliteException e) => e.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_FULL =>
            $"The disk of the data directory {Folders.Root} is full; make room there. Nothing was changed.",
        SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_IOERR =>
            $"The data directory {Folders.Root} cannot be written ({e.Message}). Nothing was changed.",
        _ => null,
    };

    private static string SqliteConnectionString(string file) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        DefaultTimeout = 30,
    }.ToString();
}
