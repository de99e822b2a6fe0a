using Parquet;
using Parquet.Schema;

namespace NoisyLabels.Learning.Results.Issues;

/// <summary>issues.parquet: the same columns with their types; every column but the file name may be null.</summary>
internal static class IssueParquet
{
    /// <summary>Rows that are in memory at once.</summary>
    private const int GroupLength = 50_000;

    public static void Write(Stream stream, IEnumerable<IssueRow> rows)
    {
        var schema = new ParquetSchema([.. IssueColumns.All.Select(Field)]);
        var writer = ParquetWriter.CreateAsync(schema, stream).GetAwaiter().GetResult();
        try
        {
            foreach (var group in rows.Chunk(GroupLength))
            {
                using var target = writer.CreateRowGroup();
                foreach (var (field, column) in schema.DataFields.Zip(IssueColumns.All))
                {
                    WriteColumn(target, field, column, group).GetAwaiter().GetResult();
                }
            }
        }
        finally
        {
            writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static DataField Field(IssueColumn column) => column.Kind switch
    {
        ColumnKind.Text => new DataField<string>(column.Name),
        ColumnKind.Flag => new DataField<bool?>(column.Name),
        ColumnKind.Score => new DataField<double?>(column.Name),
        ColumnKind.Integer => new DataField<long?>(column.Name),
        _ => new DateTimeDataField(
            column.Name, DateTimeFormat.Timestamp, unit: DateTimeTimeUnit.Millis, isNullable: true),
    };

    private static Task WriteColumn(ParquetRowGroupWriter target, DataField field, IssueColumn column, IssueRow[] rows)
    {
        return column.Kind switch
        {
            ColumnKind.Text => target.WriteAsync(field, Array.ConvertAll(rows, row => (string)column.Value(row)!)),
            ColumnKind.Flag => Write<bool>(),
            ColumnKind.Score => Write<double>(),
            ColumnKind.Integer => Write<long>(),
            _ => Write<DateTime>(),
        };

        Task Write<T>()
            where T : struct =>
            target.WriteAsync<T>(field, Array.ConvertAll(rows, row => (T?)column.Value(row)).AsMemory());
    }
}
