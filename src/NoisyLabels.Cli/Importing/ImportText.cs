using NoisyLabels.Cli.Terminal;

namespace NoisyLabels.Cli.Importing;

/// <summary>An import in words.</summary>
internal static class ImportText
{
    private const int MaxShown = 5;

    public static void Write(ImportSummary summary, string input, CliConsole.Stream output)
    {
        var verb = summary.DryRun ? "Would import" : "Imported";
        var project = summary.Project is { } id ? $"project {id} \"{PlainText.Visible(summary.Title)}\""
            : $"a new project \"{PlainText.Visible(summary.Title)}\"";
        output.WriteLine(
            $"{verb} {Amount.Of(summary.Imported, "image")} of "
            + $"{Amount.Of(summary.Classes.Count, "class", "classes")} into {project}"
            + (summary is { IsNewProject: true, Project: not null } ? ", which is new" : ""));
        if (summary.AlreadyThere > 0)
        {
            output.WriteLine($"{Amount.Of(summary.AlreadyThere, "image")} {Was(summary.AlreadyThere)} there already");
        }

        if (summary.Gone > 0)
        {
            output.WriteLine(
                $"{Amount.Of(summary.Gone, "task")} of the project {Was(summary.Gone)} imported from files that are not "
                + "in the dataset any more; nothing was done to them");
        }

        if (summary.Foreign > 0)
        {
            output.WriteLine(
                $"{Amount.Of(summary.Foreign, "task")} of the project came from elsewhere; with their annotations they "
                + "were left as they are, so an image that is also in the dataset has two tasks now");
        }

        List(
            output,
            summary.Changed,
            "image has changed since its import; its task shows the old one:",
            "images have changed since their import; their tasks show the old ones:",
            file => PlainText.Visible(file));
        List(
            output,
            summary.Contradictions,
            "pair of files has one content and two labels, so one of them is wrong:",
            "pairs of files have one content and two labels, so one of them is wrong:",
            pair => PlainText.Visible($"{pair.File} ({pair.Label}) = {pair.OtherFile} ({pair.OtherLabel})"));
        List(
            output,
            summary.Skipped,
            "file was left out:",
            "files were left out:",
            file => PlainText.Visible($"{file.FileName}: {file.Reason}"));
        if (summary is { DryRun: false, Project: { } number })
        {
            output.WriteLine();
            output.WriteLine("Next:");
            output.WriteLine($"  {ProgramName.Text} connect --project {number}");
        }
        else if (summary.DryRun)
        {
            output.WriteLine($"Nothing was changed. {PlainText.Visible(input)} was only read");
        }
    }

    private static void List<T>(
        CliConsole.Stream output, IReadOnlyList<T> items, string one, string many, Func<T, string> text)
    {
        if (items.Count == 0)
        {
            return;
        }

        output.WriteLine($"{items.Count:N0} {(items.Count == 1 ? one : many)}");
        foreach (var item in items.Take(MaxShown))
        {
            output.WriteLine($"  {text(item)}");
        }

        if (items.Count > MaxShown)
        {
            output.WriteLine($"  and {items.Count - MaxShown:N0} more (--json lists all)");
        }
    }

    private static string Was(int count) => count == 1 ? "was" : "were";
}
