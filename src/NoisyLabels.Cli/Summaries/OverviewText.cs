using System.Globalization;
using NoisyLabels.Cli.Terminal;

namespace NoisyLabels.Cli.Summaries;

/// <summary>A run on the terminal: how much looks wrong, what is taken for what, and the worst images.</summary>
internal sealed class OverviewText(RunOverview run, IReadOnlyList<string> notes, int mostRows)
{
    private const int MaxReasons = 5;

    public void Write(CliConsole.Stream output)
    {
        var skipped = run.Skipped.Count == 0 ? "" : $", {run.Skipped.Count:N0} skipped";
        output.WriteLine($"{Amount.Of(run.Items.Count, "image")}, {Amount.Of(run.Classes.Count, "class", "classes")}{skipped}");
        output.WriteLine(run.Issues.Count == 0
            ? "No label looks wrong."
            : $"{Amount.Of(run.Issues.Count, "label looks", "labels look")} wrong ({run.IssueShare:P1})");
        foreach (var note in notes)
        {
            output.WriteLine($"Note: {PlainText.Visible(note)}");
        }

        if (run.Issues.Count > 0 && mostRows > 0)
        {
            WriteConfusions(output);
            WriteWorst(output);
        }

        WriteSkipped(output);
    }

    private void WriteConfusions(CliConsole.Stream output)
    {
        var table = new TextTable("Given", "Looks like", ">Images");
        foreach (var pair in run.Confusions.Take(mostRows))
        {
            table.Add(run.Classes[pair.Given], run.Classes[pair.Suggested], $"{pair.Count:N0}");
        }

        output.WriteLine();
        output.WriteLine(Title("What is taken for what", run.Confusions.Count, "pairs"));
        table.Show(output);
    }

    private void WriteWorst(CliConsole.Stream output)
    {
        var table = new TextTable("Image", "Given", "Looks like", ">Label quality");
        foreach (var issue in run.Issues.Take(mostRows))
        {
            table.Add(
                run.Items[issue].FileName,
                run.Classes[run.Items[issue].GivenLabel],
                run.SuggestionFor(issue) ?? "",
                run.Detection.LabelQuality[issue].ToString("F3", CultureInfo.InvariantCulture));
        }

        output.WriteLine();
        output.WriteLine(Title("Worst images", run.Issues.Count, "images"));
        table.Show(output);
    }

    private void WriteSkipped(CliConsole.Stream output)
    {
        if (run.Skipped.Count == 0)
        {
            return;
        }

        var table = new TextTable(">Files", "Why", "For example");
        var reasons = run.Skipped.GroupBy(image => image.Reason).OrderByDescending(group => group.Count()).ToList();
        foreach (var reason in reasons.Take(MaxReasons))
        {
            table.Add($"{reason.Count():N0}", reason.Key, reason.First().FileName);
        }

        output.WriteLine();
        output.WriteLine(reasons.Count > MaxReasons
            ? $"Skipped files (the {MaxReasons} most frequent of {reasons.Count:N0} reasons; run.json has all)"
            : "Skipped files");
        table.Show(output);
    }

    private string Title(string title, int count, string unit) =>
        count > mostRows ? $"{title} ({mostRows:N0} of {count:N0} {unit})" : title;
}
