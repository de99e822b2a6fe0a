using Parquet;
using Parquet.Schema;

namespace NoisyLabels.Datasets.Tables;

/// <summary>Writes rows as a Parquet table, some at a time.</summary>
internal static class ParquetTable
{
    /// <summary>Rows that are in memory at once.</summary>
    private const int GroupLength = 50_000;

    /// <param name="writeColumn">Gets the field, its index and the rows of a group.</param>
    public static void Write<T>(
        Stream stream,
        ParquetSchema schema,
        IEnumerable<T> rows,
        Func<ParquetRowGroupWriter, DataField, int, T[], Task> writeColumn)
    {
        var writer = ParquetWriter.CreateAsync(schema, stream).GetAwaiter().GetResult();
        try
        {
            foreach (var group in rows.Chunk(GroupLength))
            {
                using var target = writer.CreateRowGroup();
                foreach (var (index, field) in schema.DataFields.Index())
                {
                    writeColumn(target, field, index, group).GetAwaiter().GetResult();
                }
            }
        }
        finally
        {
            writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
