using NoisyLabels.Datasets.Tables;
using Parquet.Schema;

namespace NoisyLabels.Datasets.Corrections.Exporting;

/// <summary>A table of labels as Parquet; all columns are texts.</summary>
internal static class LabelParquet
{
    public static void Write(Stream stream, IReadOnlyList<LabelColumn> columns, CorrectedLabels labels)
    {
        var schema = new ParquetSchema([.. columns.Select(column => new DataField<string>(column.Name))]);
        ParquetTable.Write(stream, schema, labels.Items, (group, field, index, rows) =>
            group.WriteAsync(field, Array.ConvertAll(rows, row => columns[index].Value(row)!)));
    }
}
