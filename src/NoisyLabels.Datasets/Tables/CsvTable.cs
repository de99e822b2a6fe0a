using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace NoisyLabels.Datasets.Tables;

/// <summary>
/// The one way in which this program writes and reads CSV: RFC 4180, LF, UTF-8 without a mark, invariant culture.
/// </summary>
internal static class CsvTable
{
    public static void Write(Stream stream, IEnumerable<string> header, IEnumerable<IEnumerable<string?>> rows)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        using var csv = new CsvWriter(text, Configuration(), leaveOpen: true);
        foreach (var row in rows.Prepend(header))
        {
            foreach (var cell in row)
            {
                csv.WriteField(cell);
            }

            csv.NextRecord();
        }
    }

    /// <summary>A reader that stands on the header; dispose it.</summary>
    /// <exception cref="UserErrorException">The file is empty or no CSV.</exception>
    public static CsvReader Open(string path)
    {
        var csv = new CsvReader(new StreamReader(path), Configuration() with
        {
            BadDataFound = found => throw new UserErrorException(
                $"\"{path}\" is not valid CSV near line {found.Context.Parser!.RawRow}."),
            MissingFieldFound = found => throw new UserErrorException(
                $"\"{path}\" has a row that is too short near line {found.Context.Parser!.RawRow}: it may be cut off."),
        });
        if (csv.Read() && csv.ReadHeader())
        {
            return csv;
        }

        csv.Dispose();
        throw new UserErrorException($"\"{path}\" is empty.");
    }

    public static string Number(double? value) =>
        value is { } number && double.IsFinite(number) ? number.ToString("F6", CultureInfo.InvariantCulture) : "";

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static CsvConfiguration Configuration() => new(CultureInfo.InvariantCulture) { NewLine = "\n" };
}
