using System.Data.Common;
using Npgsql;

namespace NoisyLabels.Grains.Storage;

/// <summary>
/// Rows for one statement: PostgreSQL gets all of them in one message, a column an array; SQLite, which is in this
/// process, runs the statement once a row, prepared once.
/// </summary>
internal sealed class RowSet<T>(IReadOnlyList<T> rows)
{
    private readonly List<Column> _columns = [];
    private readonly List<(string Name, object Value)> _constants = [];

    public RowSet<T> Constant(string name, object value)
    {
        _constants.Add((name, value));
        return this;
    }

    public RowSet<T> Number(string name, Func<T, long?> value) => Add(name, "bigint", value);

    public RowSet<T> Real(string name, Func<T, double?> value) => Add(name, "double precision", value);

    public RowSet<T> Text(string name, Func<T, string?> value) => Add(name, "text", value);

    public Task<int> ExecuteAsync(DbConnection connection, DbTransaction? transaction, string sql) =>
        rows.Count == 0 ? Task.FromResult(0)
        : connection is NpgsqlConnection ? TogetherAsync(connection, transaction, sql)
        : OneByOneAsync(connection, transaction, sql);

    private RowSet<T> Add<TValue>(string name, string type, Func<T, TValue> value)
    {
        _columns.Add(new Column(name, type, row => value(row), () => rows.Select(value).ToArray()));
        return this;
    }

    private async Task<int> TogetherAsync(DbConnection connection, DbTransaction? transaction, string sql)
    {
        var arrays = string.Join(", ", _columns.Select(column => $"@{column.Name}::{column.Type}[]"));
        var names = string.Join(", ", _columns.Select(column => column.Name));
        await using var command = Command(connection, transaction, sql, $"unnest({arrays}) AS u({names})");
        foreach (var column in _columns)
        {
            Parameter(command, column.Name).Value = column.All();
        }

        return await command.ExecuteNonQueryAsync();
    }

    private async Task<int> OneByOneAsync(DbConnection connection, DbTransaction? transaction, string sql)
    {
        var values = string.Join(", ", _columns.Select(column => $"@{column.Name} AS {column.Name}"));
        await using var command = Command(connection, transaction, sql, $"(SELECT {values})");
        var parameters = _columns.ConvertAll(column => Parameter(command, column.Name));
        var changed = 0;
        foreach (var row in rows)
        {
            for (var i = 0; i < parameters.Count; i++)
            {
                parameters[i].Value = _columns[i].Of(row) ?? DBNull.Value;
            }

            changed += await command.ExecuteNonQueryAsync();
        }

        return changed;
    }

    private DbCommand Command(DbConnection connection, DbTransaction? transaction, string sql, string source)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql.Replace("@rows", $"(SELECT * FROM {source})", StringComparison.Ordinal);
        foreach (var (name, value) in _constants)
        {
            Parameter(command, name).Value = value;
        }

        return command;
    }

    private static DbParameter Parameter(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }

    private sealed record Column(string Name, string Type, Func<T, object?> Of, Func<Array> All);
}
