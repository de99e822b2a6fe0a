using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace NoisyLabels.Grains.Storage;

/// <summary>
/// The product's own tables, in SQLite or PostgreSQL. The same SQL serves both. The state of grains lies beside them.
/// </summary>
/// <remarks>
/// On SQLite a transaction is safe from a killed process as soon as it is committed; only a power failure may take the
/// last moments back (write-ahead log, synchronous=NORMAL): an export brings them again.
/// </remarks>
public sealed class Database : IAsyncDisposable
{
    // Microsoft.Data.Sqlite sleeps 150 ms when another connection writes: our own writers take turns here instead.
    private readonly SemaphoreSlim? _gate;
    private readonly AsyncLocal<bool> _isWriting = new();
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
            _sqlite = ConnectionStringOf(Folders.TablesFile);
            _gate = new SemaphoreSlim(1, 1);
        }
    }

    public DataFolders Folders { get; }

    internal NpgsqlDataSource? Postgres => _postgres;

    /// <summary>How PostgreSQL is reached, the password included; null on SQLite.</summary>
    internal string? PostgresConnectionString { get; }

    /// <summary>How SQLite is reached; null on PostgreSQL.</summary>
    internal string? SqliteConnectionString => _sqlite;

    /// <exception cref="UserErrorException">The database is out of reach or damaged.</exception>
    public async Task<T> ReadAsync<T>(Func<Session, Task<T>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            await using var connection = await OpenAsync();
            return await read(new Session(connection, null));
        }
        catch (DbException e) when (DatabaseErrors.Explain(e, Folders) is { } explained)
        {
            throw explained;
        }
    }

    /// <summary>All of it, or nothing.</summary>
    /// <exception cref="UserErrorException">The disk is full or read-only; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">It is called within another write.</exception>
    public async Task<T> WriteAsync<T>(Func<Session, Task<T>> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (_isWriting.Value)
        {
            throw new InvalidOperationException("A write within a write would wait for itself: use its session.");
        }

        await (_gate?.WaitAsync() ?? Task.CompletedTask);
        try
        {
            _isWriting.Value = true;
            await using var connection = await OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            var result = await write(new Session(connection, transaction));
            await transaction.CommitAsync();
            return result;
        }
        catch (DbException e) when (DatabaseErrors.Explain(e, Folders) is { } explained)
        {
            throw explained;
        }
        finally
        {
            _gate?.Release();
        }
    }

    public Task WriteAsync(Func<Session, Task> write) => WriteAsync(async session =>
    {
        await write(session);
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        _gate?.Dispose();
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
            return;
        }

        SqliteConnection.ClearPool(new SqliteConnection(_sqlite));
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

    private static string ConnectionStringOf(string file) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        DefaultTimeout = 30,
    }.ToString();
}
