using NoisyLabels.Cli.Terminal;
using NoisyLabels.Learning.Corrections;

namespace NoisyLabels.Cli.Summaries;

/// <summary>What applying corrections did, or would do, on the terminal.</summary>
internal sealed class ApplyText(ApplySummary summary, string target)
{
    private const int MostRows = 20;
    private const int MostNames = 3;

    public void Write(CliConsole.Stream output)
    {
        output.WriteLine(
            $"{summary.Images:N0} images: {summary.Moved:N0} get another label, {summary.Unchanged:N0} keep theirs, "
            + $"{summary.Excluded:N0} are left out");
        WriteMoves(output);
        Remark(output, summary.BelowThreshold, "suggestions are below the threshold and were not applied");
        Remark(
            output,
            summary.Collisions,
            collision => $"{collision.Source} → {collision.Target}",
            "images get another name, because theirs is taken");
        Remark(output, summary.NewClasses, name => name, "classes are new");
        Remark(output, summary.Missing, path => path, "corrected images are not in the dataset");
        Remark(output, summary.Unlisted, path => path, "images are not in the corrections and keep their label");
        Remark(
            output,
            summary.NotApplied,
            file => $"{file.FileName} ({file.Reason})",
            "corrections do not fit their image");
        Remark(
            output,
            summary.LeftOut,
            file => $"{file.FileName} ({file.Reason})",
            "files are no images that can be read, and stay behind");
        output.WriteLine();
        output.WriteLine(
            summary.IsDryRun
                ? $"Nothing was written. Without --dry-run this goes to {PlainText.Visible(target)}/"
                : $"Written to {PlainText.Visible(target)}/; its manifest.csv says of each image where it came from");
    }

    private void WriteMoves(CliConsole.Stream output)
    {
        if (summary.Moves.Count == 0)
        {
            return;
        }

        var table = new TextTable("From", "To", ">Images");
        foreach (var move in summary.Moves.Take(MostRows))
        {
            table.Add(move.From, move.To, $"{move.Count:N0}");
        }

        output.WriteLine();
        table.Show(output);
        if (summary.Moves.Count > MostRows)
        {
            output.WriteLine($"  … and {summary.Moves.Count - MostRows:N0} more pairs");
        }

        output.WriteLine();
    }

    private static void Remark(CliConsole.Stream output, int count, string what)
    {
        if (count > 0)
        {
            output.WriteLine($"{count:N0} {what}");
        }
    }

    private static void Remark<T>(
        CliConsole.Stream output,
        IReadOnlyList<T> things,
        Func<T, string> nameOf,
        string what)
    {
        if (things.Count > 0)
        {
            var names = string.Join(", ", things.Take(MostNames).Select(thing => PlainText.Visible(nameOf(thing))));
            output.WriteLine($"{things.Count:N0} {what}: {names}{(things.Count > MostNames ? ", …" : "")}");
        }
    }
}
