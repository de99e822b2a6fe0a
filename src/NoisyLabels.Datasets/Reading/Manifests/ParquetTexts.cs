using System.Globalization;
using System.Text;
using Parquet;
using Parquet.Schema;

namespace NoisyLabels.Datasets.Reading.Manifests;

/// <summary>A column of a Parquet table as texts, whatever simple type it has.</summary>
internal static class ParquetTexts
{
    /// <exception cref="NotSupportedException">It has a type that is no name and no number.</exception>
    public static string?[] Read(ParquetRowGroupReader group, DataField field) => Type.GetTypeCode(field.ClrType) switch
    {
        TypeCode.Boolean => Values<bool>(group, field, value => value ? "true" : "false"),
        TypeCode.SByte => Numbers<sbyte>(group, field),
        TypeCode.Byte => Numbers<byte>(group, field),
        TypeCode.Int16 => Numbers<short>(group, field),
        TypeCode.UInt16 => Numbers<ushort>(group, field),
        TypeCode.Int32 => Numbers<int>(group, field),
        TypeCode.UInt32 => Numbers<uint>(group, field),
        TypeCode.Int64 => Numbers<long>(group, field),
        TypeCode.UInt64 => Numbers<ulong>(group, field),
        TypeCode.Single => Numbers<float>(group, field),
        TypeCode.Double => Numbers<double>(group, field),
        _ when IsOf<char>(field) || field.ClrType == typeof(string) => Strings(group, field),
        _ when IsOf<byte>(field) || field.ClrType == typeof(byte[]) => Bytes(group, field),
        _ => throw new NotSupportedException(
            $"the column {field.Name} holds neither texts nor numbers, but {field.ClrType.Name}"),
    };

    /// <summary>The library's own name for texts and bytes.</summary>
    private static bool IsOf<T>(DataField field) => field.ClrType == typeof(ReadOnlyMemory<T>);

    private static string?[] Strings(ParquetRowGroupReader group, DataField field)
    {
        var texts = new string?[group.RowCount];
        group.ReadAsync(field, texts.AsMemory()!).AsTask().GetAwaiter().GetResult();
        return texts;
    }

    /// <summary>Texts of writers that did not mark them as such.</summary>
    private static string?[] Bytes(ParquetRowGroupReader group, DataField field)
    {
        var texts = new byte[]?[group.RowCount];
        group.ReadAsync(field, texts.AsMemory()!).AsTask().GetAwaiter().GetResult();
        return Array.ConvertAll(texts, text => text is null ? null : Encoding.UTF8.GetString(text));
    }

    private static string?[] Numbers<T>(ParquetRowGroupReader group, DataField field)
        where T : struct, IFormattable =>
        Values<T>(group, field, value => value.ToString(null, CultureInfo.InvariantCulture));

    private static string?[] Values<T>(ParquetRowGroupReader group, DataField field, Func<T, string> text)
        where T : struct
    {
        if (!field.IsNullable)
        {
            var all = new T[group.RowCount];
            group.ReadAsync<T>(field, all.AsMemory()).AsTask().GetAwaiter().GetResult();
            return Array.ConvertAll(all, value => (string?)text(value));
        }

        var values = new T?[group.RowCount];
        group.ReadAsync<T>(field, values.AsMemory()).AsTask().GetAwaiter().GetResult();
        return Array.ConvertAll(values, value => value is { } number ? text(number) : null);
    }
}
