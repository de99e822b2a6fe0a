using System.Data.Common;
using System.Text.Json;
using Dapper;
using Npgsql;

namespace NoisyLabels.Grains.Storage;

/// <summary>A connection, and the transaction that is open on it: what the tables are asked through.</summary>
public sealed class Session
{
    private readonly DbConnection _connection;
    private readonly DbTransaction? _transaction;

    internal Session(DbConnection connection, DbTransaction? transaction)
    {
        _connection = connection;
        _transaction = transaction;
    }

    private bool IsPostgres => _connection is NpgsqlConnection;

    /// <summary>Ends a SELECT whose row this transaction is about to change. SQLite has one writer at a time.</summary>
    internal string ForUpdate => IsPostgres && _transaction is not null ? "FOR UPDATE" : "";

    /// <summary>The same, without a wait for rows that others are about to change.</summary>
    internal string ForUpdateOfUnlocked => IsPostgres ? "FOR UPDATE SKIP LOCKED" : "";

    /// <summary>A parameter for <see cref="InNumbers"/>, of any length.</summary>
    internal static string List<T>(IEnumerable<T> items) => JsonSerializer.Serialize(items);

    /// <summary>
    /// The column has one of the numbers of a <see cref="List{T}"/>. Neither engine's own lists serve the other, and
    /// SQLite takes no more than 32,766 parameters.
    /// </summary>
    internal string InNumbers(string column, string parameter) => IsPostgres
        ? $"{column} IN (SELECT value::bigint FROM json_array_elements_text(@{parameter}::json))"
        : $"{column} IN (SELECT value FROM json_each(@{parameter}))";

    internal Task<int> ExecuteAsync(string sql, object parameters) =>
        _connection.ExecuteAsync(sql, parameters, _transaction);

    /// <summary>One statement for many rows, which it names as <c>FROM @rows AS r</c>.</summary>
    /// <returns>How many rows it changed.</returns>
    internal Task<int> ExecuteAsync<T>(string sql, RowSet<T> rows) =>
        rows.ExecuteAsync(_connection, _transaction, sql);

    internal async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object parameters) =>
        (await _connection.QueryAsync<T>(sql, parameters, _transaction)).AsList();

    internal Task<T?> FirstAsync<T>(string sql, object parameters) =>
        _connection.QueryFirstOrDefaultAsync<T>(sql, parameters, _transaction);

    internal Task<long> CountAsync(string sql, object parameters) =>
        _connection.ExecuteScalarAsync<long>(sql, parameters, _transaction);
}
