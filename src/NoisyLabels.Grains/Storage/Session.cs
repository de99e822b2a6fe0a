using System.Data.Common;
using Dapper;

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

    internal Task<int> ExecuteAsync(string sql, object parameters) =>
        _connection.ExecuteAsync(sql, parameters, _transaction);

    internal async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object parameters) =>
        (await _connection.QueryAsync<T>(sql, parameters, _transaction)).AsList();

    internal Task<T?> FirstAsync<T>(string sql, object parameters) =>
        _connection.QueryFirstOrDefaultAsync<T>(sql, parameters, _transaction);

    internal Task<long> CountAsync(string sql, object parameters) =>
        _connection.ExecuteScalarAsync<long>(sql, parameters, _transaction);
}
