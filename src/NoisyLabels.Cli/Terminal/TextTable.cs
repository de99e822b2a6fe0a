using Spectre.Console;

namespace NoisyLabels.Cli.Terminal;

/// <summary>A table without lines around it: reads well on a terminal, and in a pipe as columns.</summary>
internal sealed class TextTable
{
    private readonly Table _table = new() { Border = TableBorder.None, ShowHeaders = true, UseSafeBorder = false };

    /// <param name="columns">Headers; those that begin with <c>&gt;</c> are of numbers and stand to the right.</param>
    public TextTable(params IEnumerable<string> columns)
    {
        _table.AddColumn(new TableColumn(string.Empty).PadLeft(0).PadRight(2));
        foreach (var column in columns)
        {
            var isNumber = column.StartsWith('>');
            var header = new Text(column.TrimStart('>'), new Style(Color.Grey));
            var cell = new TableColumn(header).PadLeft(0).PadRight(3);
            _table.AddColumn(isNumber ? cell.RightAligned().NoWrap() : cell);
        }
    }

    public void Add(params IEnumerable<string> cells) =>
        _table.AddRow([Text.Empty, .. cells.Select(cell => new Text(PlainText.Visible(cell)))]);

    public void Show(CliConsole.Stream stream) => stream.Ansi.Write(_table);
}
