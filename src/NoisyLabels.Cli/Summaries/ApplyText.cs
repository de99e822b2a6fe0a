using NoisyLabels.Cli.Terminal;
using NoisyLabels.Datasets.Corrections;

namespace NoisyLabels.Cli.Summaries;

/// <summary>What applying corrections did, or would do, on the terminal.</summary>
internal sealed class ApplyText(ApplySummary summary, string target)
{
    private const int MaxRows = 20;
    private const int MaxNames = 3;

    public void Write(CliConsole.Stream output)
    {
        WriteSummary(summary, output);
        output.WriteLine();
        output.WriteLine(
            summary.IsDryRun
                ? $"Nothing was written. Without --dry-run this goes to {PlainText.Visible(target)}/"
                : $"Written to {PlainText.Visible(target)}/; its manifest.csv says of each image where it came from");
    }

    /// <summary>Which labels changed, and what did not fit; not where they go.</summary>
    public static void WriteSummary(ApplySummary summary, CliConsole.Stream output)
    {
        output.WriteLine(
            $"{Amount.Of(summary.Images, "image")}: {Amount.Of(summary.Moved, "gets", "get")} another label, "
            + $"{Amount.Of(summary.Unchanged, "keeps its own", "keep theirs")}, "
            + $"{Amount.Of(summary.Excluded, "is", "are")} left out");
        WriteMoves(summary, output);
        if (summary.BelowThreshold > 0)
        {
            var suggestions = Amount.Of(summary.BelowThreshold, "suggestion is", "suggestions are");
            output.WriteLine($"{suggestions} below the threshold and not applied");
        }

        Remark(
            output,
            summary.Collisions,
            collision => $"{collision.Source} → {collision.Target}",
            "image gets another name, because its own is taken",
            "images get another name, because theirs is taken");
        Remark(output, summary.NewClasses, name => name, "class is new", "classes are new");
        Remark(
            output,
            summary.Missing,
            path => path,
            "corrected image is not in the dataset",
            "corrected images are not in the dataset");
        Remark(
            output,
            summary.Unlisted,
            path => path,
            "image is not in the corrections and keeps its label",
            "images are not in the corrections and keep their label");
        Remark(
            output,
            summary.NotApplied,
            file => $"{file.FileName} ({file.Reason})",
            "correction does not fit its image",
            "corrections do not fit their image");
        Remark(
            output,
            summary.LeftOut,
            file => $"{file.FileName} ({file.Reason})",
            "file is no image that can be read, and stays behind",
            "files are no images that can be read, and stay behind");
    }

    private static void WriteMoves(ApplySummary summary, CliConsole.Stream output)
    {
        if (summary.Moves.Count == 0)
        {
            return;
        }

        var table = new TextTable("From", "To", ">Images");
        foreach (var move in summary.Moves.Take(MaxRows))
        {
            table.Add(move.From, move.To, $"{move.Count:N0}");
        }

        output.WriteLine();
        table.Show(output);
        if (summary.Moves.Count > MaxRows)
        {
            output.WriteLine($"  … and {summary.Moves.Count - MaxRows:N0} more pairs");
        }

        output.WriteLine();
    }

    private static void Remark<T>(
        CliConsole.Stream output,
        IReadOnlyList<T> things,
        Func<T, string> nameOf,
        string one,
        string many)
    {
        if (things.Count > 0)
        {
            var names = string.Join(", ", things.Take(MaxNames).Select(thing => PlainText.Visible(nameOf(thing))));
            output.WriteLine($"{Amount.Of(things.Count, one, many)}: {names}{(things.Count > MaxNames ? ", …" : "")}");
        }
    }
}
