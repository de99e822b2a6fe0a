using NoisyLabels.Datasets.Tables;
using Parquet;
using Parquet.Schema;

namespace NoisyLabels.Datasets.Results.Issues;

/// <summary>issues.parquet: the same columns with their types; every column but the file name may be null.</summary>
internal static class IssueParquet
{
    public static void Write(Stream stream, IEnumerable<IssueRow> rows)
    {
        var schema = new ParquetSchema([.. IssueColumns.All.Select(Field)]);
        ParquetTable.Write(stream, schema, rows, (group, field, index, chunk) =>
            WriteColumn(group, field, IssueColumns.All[index], chunk));
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
