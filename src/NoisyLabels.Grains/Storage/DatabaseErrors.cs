using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace NoisyLabels.Grains.Storage;

/// <summary>What people can mend, in one sentence each; everything else stays the exception that it is.</summary>
internal static class DatabaseErrors
{
    /// <summary>Null where the error is none that people can mend.</summary>
    public static UserErrorException? Explain(DbException error, DataFolders folders) =>
        Sentence(error, folders) is { } sentence ? new UserErrorException(sentence, error) : null;

    private static string? Sentence(DbException error, DataFolders folders) => error switch
    {
        SqliteException sqlite => OfSqlite(sqlite, folders),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } =>
            "The disk of PostgreSQL is full; make room there. Nothing was changed.",
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } =>
            "PostgreSQL is read-only, as a standby is; name the primary server. Nothing was changed.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidCatalogName } e =>
            $"PostgreSQL does not let us in: {e.MessageText}.",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } e =>
            $"PostgreSQL does not allow it: {e.MessageText}. Give the user rights to make tables in the database.",
        PostgresException => null,
        NpgsqlException { InnerException: IOException or System.Net.Sockets.SocketException or TimeoutException } e =>
            $"PostgreSQL cannot be reached: {e.Message}.",
        _ => null,
    };

    private static string? OfSqlite(SqliteException error, DataFolders folders) => error.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_FULL =>
            $"The disk of the data directory {folders.Root} is full; make room there. Nothing was changed.",
        SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_IOERR =>
            $"The data directory {folders.Root} cannot be written ({error.Message}). Nothing was changed.",
        SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB =>
            $"A database in the data directory {folders.Root} is damaged ({error.Message}); restore a backup.",
        _ => null,
    };
}
